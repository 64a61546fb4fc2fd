import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which scans are stored: of one device, scan id and person there is one. Beside `access_event`, whose own keys must contain
 * `received_at` once it is split by day: two gateways give one scan two arrivals, on both sides of midnight too.
 */
export class RecordedScans1795737600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE recorded_scan (
        device_id uuid NOT NULL,
        scan_id uuid NOT NULL,
        subject text NOT NULL,
        PRIMARY KEY (device_id, scan_id, subject)
      );
      INSERT INTO recorded_scan SELECT DISTINCT device_id, scan_id, subject FROM access_event;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE recorded_scan`);
  }
}
