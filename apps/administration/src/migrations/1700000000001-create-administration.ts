import { outboxTables } from '@entry/platform/outbox/outbox.migration';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Instants have milliseconds, as in a page's cursor. Of a device's secrets only hashes are kept. */
export class CreateAdministration1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outboxTables);
    await runner.query(`
      CREATE TABLE district (
        id text PRIMARY KEY,
        code text NOT NULL UNIQUE,
        name text NOT NULL
      );
      CREATE TABLE agency (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        district text NOT NULL REFERENCES district,
        kind text NOT NULL CHECK (kind IN ('state', 'private')),
        created_at timestamptz(3) NOT NULL,
        created_by text NOT NULL
      );
      CREATE INDEX agency_created ON agency (created_at, id);
      CREATE INDEX agency_district ON agency (district);
      CREATE TABLE checkpoint (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        agency_id uuid NOT NULL REFERENCES agency,
        venue_kind text NOT NULL,
        address text NOT NULL,
        version int NOT NULL,
        created_at timestamptz(3) NOT NULL,
        created_by text NOT NULL
      );
      CREATE INDEX checkpoint_created ON checkpoint (created_at, id);
      CREATE INDEX checkpoint_agency ON checkpoint (agency_id);
      CREATE TABLE device (
        id uuid PRIMARY KEY,
        checkpoint_id uuid NOT NULL REFERENCES checkpoint,
        status text NOT NULL CHECK (status IN ('enrolling', 'active', 'revoked')),
        token_hash text UNIQUE,
        enrolment_code_hash text UNIQUE,
        enrolment_code_expires_at timestamptz(3),
        enrolled_at timestamptz(3),
        revoked_at timestamptz(3),
        version int NOT NULL,
        created_at timestamptz(3) NOT NULL,
        created_by text NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        changed_by text NOT NULL,
        CHECK (status <> 'active' OR (token_hash IS NOT NULL AND enrolled_at IS NOT NULL)),
        CHECK ((status = 'enrolling') = (enrolment_code_hash IS NOT NULL)),
        CHECK ((status = 'revoked') = (revoked_at IS NOT NULL))
      );
      CREATE INDEX device_created ON device (created_at, id);
      CREATE INDEX device_checkpoint ON device (checkpoint_id);
      CREATE TABLE entry_policy (
        policy_version text PRIMARY KEY,
        valid_from timestamptz NOT NULL,
        valid_to timestamptz,
        rules jsonb NOT NULL,
        version int NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        changed_by text NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE entry_policy, device, checkpoint, agency, district, heartbeat, consumer_position, outbox`,
    );
  }
}
