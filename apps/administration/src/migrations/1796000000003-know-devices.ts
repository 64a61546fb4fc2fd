import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of devices that sign, where they must, and what gateways report of each device. Of scans of the last hour the parts are kept that were counted. */
export class KnowDevices1796000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE device
        ADD COLUMN public_key text,
        ADD COLUMN previous_keys jsonb NOT NULL DEFAULT '[]';
      ALTER TABLE entry_policy ADD COLUMN signature_required text[] NOT NULL DEFAULT '{}';
      CREATE TABLE device_activity (
        device_id uuid PRIMARY KEY,
        last_seen_at timestamptz(3) NOT NULL,
        reported_at timestamptz(3),
        software_version text,
        queue_length bigint,
        clock_skew_milliseconds bigint,
        scans_on date,
        scans int NOT NULL DEFAULT 0,
        suspected_at timestamptz(3),
        unknown_numbers int
      );
      CREATE TABLE counted_scan_part (
        part uuid PRIMARY KEY,
        minute timestamptz NOT NULL,
        scans int NOT NULL
      );
      CREATE INDEX counted_scan_part_minute ON counted_scan_part (minute);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE counted_scan_part, device_activity;
      ALTER TABLE entry_policy DROP COLUMN signature_required;
      ALTER TABLE device DROP COLUMN public_key, DROP COLUMN previous_keys;
    `);
  }
}
