import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A day of Hanoi is a partition, so that it can be dropped as one. `access_event_rest` and `recorded_scan_rest` hold what lies in no such
 * day: the very late, and what clocks that are off put far away. Of a scan that two gateways took, both tell the same `scanned_at` or,
 * where the device sent none, their own within minutes of each other: `recorded_scan` is split by that.
 */
export class SplitByDay1796000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE access_event RENAME TO access_event_before;
      ALTER TABLE access_event_before DROP CONSTRAINT access_event_once;
      ALTER TABLE access_event_before RENAME CONSTRAINT access_event_pkey TO access_event_before_pkey;
      DROP INDEX access_event_agency, access_event_district, access_event_checkpoint, access_event_decision;
      CREATE TABLE access_event (LIKE access_event_before INCLUDING DEFAULTS, PRIMARY KEY (received_at, event_id))
        PARTITION BY RANGE (received_at);
      CREATE INDEX access_event_agency ON access_event (agency, received_at, event_id);
      CREATE INDEX access_event_district ON access_event (district, received_at, event_id);
      CREATE INDEX access_event_checkpoint ON access_event (checkpoint, received_at, event_id);
      CREATE INDEX access_event_decision ON access_event (decision, received_at, event_id);
      CREATE TABLE access_event_rest PARTITION OF access_event DEFAULT;
      ALTER TABLE recorded_scan RENAME TO recorded_scan_before;
      ALTER TABLE recorded_scan_before RENAME CONSTRAINT recorded_scan_pkey TO recorded_scan_before_pkey;
      CREATE TABLE recorded_scan (
        scanned_on date NOT NULL,
        recorded_on date NOT NULL DEFAULT (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
        device_id uuid NOT NULL,
        scan_id uuid NOT NULL,
        subject text NOT NULL,
        PRIMARY KEY (scanned_on, device_id, scan_id, subject)
      ) PARTITION BY RANGE (scanned_on);
      CREATE TABLE recorded_scan_rest PARTITION OF recorded_scan DEFAULT;

      DO $$
      DECLARE
        day date;
        zone text := 'Asia/Ho_Chi_Minh';
      BEGIN
        FOR day IN SELECT DISTINCT (received_at AT TIME ZONE zone)::date FROM access_event_before LOOP
          EXECUTE format('CREATE TABLE access_event_%s PARTITION OF access_event FOR VALUES FROM (%L) TO (%L)',
            to_char(day, 'YYYYMMDD'), day::timestamp AT TIME ZONE zone, (day + 1)::timestamp AT TIME ZONE zone);
          EXECUTE format('CREATE TABLE recorded_scan_%s PARTITION OF recorded_scan FOR VALUES FROM (%L) TO (%L)',
            to_char(day, 'YYYYMMDD'), day, day + 1);
        END LOOP;
      END $$;
      INSERT INTO access_event SELECT * FROM access_event_before;
      DROP TABLE access_event_before;
      INSERT INTO recorded_scan (scanned_on, device_id, scan_id, subject)
        SELECT DISTINCT (scanned_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, device_id, scan_id, subject FROM access_event;
      DROP TABLE recorded_scan_before;

      CREATE TABLE dropped_day (
        day date PRIMARY KEY,
        announced_at timestamptz NOT NULL,
        scans bigint,
        dropped_at timestamptz
      );
      COMMENT ON TABLE dropped_day IS 'Days that the retention rule takes: announced first, and counted when they go';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE dropped_day;
      CREATE TABLE one AS SELECT * FROM access_event;
      DROP TABLE access_event;
      ALTER TABLE one RENAME TO access_event;
      ALTER TABLE access_event ADD PRIMARY KEY (received_at, event_id), ADD CONSTRAINT access_event_once UNIQUE (event_id);
      CREATE INDEX access_event_agency ON access_event (agency, received_at, event_id);
      CREATE INDEX access_event_district ON access_event (district, received_at, event_id);
      CREATE INDEX access_event_checkpoint ON access_event (checkpoint, received_at, event_id);
      CREATE INDEX access_event_decision ON access_event (decision, received_at, event_id);
      CREATE TABLE one AS SELECT DISTINCT device_id, scan_id, subject FROM recorded_scan;
      DROP TABLE recorded_scan;
      ALTER TABLE one RENAME TO recorded_scan;
      ALTER TABLE recorded_scan ADD PRIMARY KEY (device_id, scan_id, subject);
    `);
  }
}
