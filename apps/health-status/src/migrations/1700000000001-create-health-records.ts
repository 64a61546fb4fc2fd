import { batchTables } from '@entry/platform/batches/batch.migration';
import { outboxTables } from '@entry/platform/outbox/outbox.migration';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person is known here by subject alone. */
export class CreateHealthRecords1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outboxTables);
    await runner.query(batchTables);
    await runner.query(`
      CREATE TABLE batch_row_result (
        batch_id uuid NOT NULL,
        row int NOT NULL,
        PRIMARY KEY (batch_id, row)
      );
      CREATE TABLE vaccination (
        record_id text PRIMARY KEY,
        subject text NOT NULL,
        dose_number smallint NOT NULL,
        vaccine text NOT NULL,
        vaccinated_on date NOT NULL,
        batch_id uuid NOT NULL,
        arrival bigint NOT NULL,
        row int NOT NULL,
        claim_arrival bigint NOT NULL,
        claim_row int NOT NULL,
        standing text NOT NULL CHECK (standing IN ('holds', 'repeats', 'conflicts')),
        counted_as text NOT NULL CHECK (counted_as IN ('applied', 'unchanged', 'mismatched'))
      );
      CREATE INDEX vaccination_subject ON vaccination (subject);
      CREATE TABLE infection_event (
        record_id text PRIMARY KEY,
        subject text NOT NULL,
        event text NOT NULL CHECK (event IN ('positive', 'negative_test', 'recovered')),
        occurred_on date NOT NULL,
        arrival bigint NOT NULL,
        row int NOT NULL
      );
      CREATE INDEX infection_event_subject ON infection_event (subject);
      CREATE TABLE person_status (
        subject text PRIMARY KEY,
        facts jsonb NOT NULL,
        version int NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE person_status, infection_event, vaccination, batch_row_result,
        batch_rejection, staged_row, batch, heartbeat, consumer_position, outbox`);
  }
}
