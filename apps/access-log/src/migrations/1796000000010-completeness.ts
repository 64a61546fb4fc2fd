import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What gateways say that they recorded, and what came of it. `repeated_scan` holds the events that stored nothing, since their scan was stored
 * already as that of another gateway. A scan counts in the minute of its `received_at`.
 */
export class Completeness1796000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE recorded_of_minute (
        minute timestamptz(0) NOT NULL,
        device_id uuid NOT NULL,
        gateway_id text NOT NULL,
        part uuid NOT NULL,
        scans int NOT NULL,
        event_ids uuid NOT NULL,
        PRIMARY KEY (minute, device_id, gateway_id, part)
      );
      CREATE TABLE carried_of_minute (
        minute timestamptz(0) NOT NULL,
        device_id uuid NOT NULL,
        scans int NOT NULL,
        PRIMARY KEY (minute, device_id)
      ) WITH (fillfactor = 50);
      CREATE TABLE repeated_scan (
        event_id uuid PRIMARY KEY,
        device_id uuid NOT NULL,
        received_at timestamptz(3) NOT NULL
      );
      CREATE INDEX repeated_scan_received_at ON repeated_scan (received_at);
      CREATE FUNCTION bits_of(id uuid) RETURNS bit(128) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        $$ SELECT ('x' || translate(id::text, '-', ''))::bit(128) $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION bits_of;
      DROP TABLE repeated_scan, carried_of_minute, recorded_of_minute;
    `);
  }
}
