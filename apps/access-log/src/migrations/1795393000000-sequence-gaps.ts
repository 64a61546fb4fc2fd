import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `device_sequence` changes with nearly every batch: no index on what changes, and room in its pages, so that an update
 * stays in its page. Every index of the list ends with (noticed_at, id): a page is one range of one index.
 */
export class SequenceGaps1795393000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE device_sequence (
        device_id uuid PRIMARY KEY,
        runs jsonb NOT NULL DEFAULT '[]'
      ) WITH (fillfactor = 50);
      COMMENT ON TABLE device_sequence IS 'Which of its own numbers a device''s scans came with, less sequence_gap';

      CREATE TABLE sequence_gap (
        id uuid PRIMARY KEY,
        run_id uuid NOT NULL,
        first_missing bigint NOT NULL,
        last_missing bigint NOT NULL,
        device_id uuid NOT NULL,
        checkpoint uuid NOT NULL,
        agency uuid NOT NULL,
        district text NOT NULL,
        noticed_at timestamptz(3) NOT NULL,
        CHECK (first_missing <= last_missing)
      );
      CREATE INDEX sequence_gap_run ON sequence_gap (run_id, last_missing);
      CREATE INDEX sequence_gap_noticed ON sequence_gap (noticed_at, id);
      CREATE INDEX sequence_gap_device ON sequence_gap (device_id, noticed_at, id);
      CREATE INDEX sequence_gap_agency ON sequence_gap (agency, noticed_at, id);
      CREATE INDEX sequence_gap_district ON sequence_gap (district, noticed_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE sequence_gap, device_sequence`);
  }
}
