import { batchTables } from '@entry/platform/batches/batch.migration';
import { outboxTables } from '@entry/platform/outbox/outbox.migration';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `personal` and `original` are sealed; everything else tells a reader without the keys nothing of a person. */
export class CreateRegister1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outboxTables);
    await runner.query(batchTables);
    await runner.query(`
      CREATE TABLE citizen (
        subject text PRIMARY KEY,
        old_number_tag text,
        name_tag text NOT NULL,
        exact_name_tag text NOT NULL,
        birth_date_tag text,
        birth_year_tag text NOT NULL,
        sex_tag text NOT NULL,
        status text NOT NULL CHECK (status IN ('active', 'cancelled')),
        card_issued_on date,
        personal bytea NOT NULL,
        digest text NOT NULL,
        version int NOT NULL
      );
      CREATE INDEX citizen_old_number_tag ON citizen (old_number_tag) WHERE old_number_tag IS NOT NULL;
      CREATE TABLE submitted_record (
        batch_id uuid NOT NULL,
        row int NOT NULL,
        kind text NOT NULL CHECK (kind IN ('vaccination', 'infection')),
        record_id text,
        original bytea NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('matched', 'mismatched', 'invalid')),
        reasons text[] NOT NULL,
        subject text,
        authenticated_at timestamptz NOT NULL,
        PRIMARY KEY (batch_id, row)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE submitted_record, citizen, staged_row, batch, heartbeat, consumer_position, outbox`);
  }
}
