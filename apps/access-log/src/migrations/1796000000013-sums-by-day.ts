import type { MigrationInterface, QueryRunner } from 'typeorm';

const day = `date_trunc('day', hour AT TIME ZONE 'Asia/Ho_Chi_Minh') AT TIME ZONE 'Asia/Ho_Chi_Minh'`;

/**
 * Sums by day, for long windows, and by district, which are few. What is newly counted is added to `counted_scans` and to `counted_carried`, whose rows
 * nobody changes, and taken from there into the sums.
 */
export class SumsByDay1796000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE counted_scans (LIKE scans_of_hour, reason text);
      COMMENT ON COLUMN counted_scans.reason IS 'Null where scans are counted; else how many had this reason';
      CREATE TABLE counted_carried (LIKE carried_of_minute);

      CREATE TABLE scans_of_day (LIKE scans_of_hour);
      ALTER TABLE scans_of_day RENAME COLUMN hour TO day;
      ALTER TABLE scans_of_day ADD PRIMARY KEY (day, district, agency, checkpoint, venue_kind, decision);
      CREATE INDEX scans_of_day_agency ON scans_of_day (agency, day);
      CREATE INDEX scans_of_day_district ON scans_of_day (district, day);
      INSERT INTO scans_of_day (day, district, agency, checkpoint, venue_kind, decision, scans)
        SELECT ${day}, district, agency, checkpoint, venue_kind, decision, sum(scans) FROM scans_of_hour GROUP BY 1, 2, 3, 4, 5, 6;

      CREATE TABLE reasons_of_day (LIKE reasons_of_hour);
      ALTER TABLE reasons_of_day RENAME COLUMN hour TO day;
      ALTER TABLE reasons_of_day ADD PRIMARY KEY (day, district, agency, checkpoint, venue_kind, decision, reason);
      CREATE INDEX reasons_of_day_agency ON reasons_of_day (agency, day);
      CREATE INDEX reasons_of_day_district ON reasons_of_day (district, day);
      INSERT INTO reasons_of_day (day, district, agency, checkpoint, venue_kind, decision, reason, scans)
        SELECT ${day}, district, agency, checkpoint, venue_kind, decision, reason, sum(scans) FROM reasons_of_hour GROUP BY 1, 2, 3, 4, 5, 6, 7;

      CREATE TABLE district_scans_of_hour (
        hour timestamptz NOT NULL,
        district text NOT NULL,
        venue_kind text NOT NULL,
        decision text NOT NULL,
        scans bigint NOT NULL,
        PRIMARY KEY (hour, district, venue_kind, decision)
      ) WITH (fillfactor = 70);
      INSERT INTO district_scans_of_hour
        SELECT hour, district, venue_kind, decision, sum(scans) FROM scans_of_hour GROUP BY 1, 2, 3, 4;
      CREATE TABLE district_reasons_of_hour (LIKE district_scans_of_hour, reason text NOT NULL,
        PRIMARY KEY (hour, district, venue_kind, decision, reason)) WITH (fillfactor = 70);
      INSERT INTO district_reasons_of_hour
        SELECT hour, district, venue_kind, decision, sum(scans), reason FROM reasons_of_hour GROUP BY 1, 2, 3, 4, 6;
      ALTER TABLE scans_of_day SET (fillfactor = 70);
      ALTER TABLE reasons_of_day SET (fillfactor = 70);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO scans_of_hour AS held (hour, district, agency, checkpoint, venue_kind, decision, scans)
        SELECT hour, district, agency, checkpoint, venue_kind, decision, sum(scans) FROM counted_scans WHERE reason IS NULL GROUP BY 1, 2, 3, 4, 5, 6
        ON CONFLICT (hour, checkpoint, decision, agency, district, venue_kind) DO UPDATE SET scans = held.scans + excluded.scans;
      INSERT INTO reasons_of_hour AS held (hour, district, agency, checkpoint, venue_kind, decision, reason, scans)
        SELECT hour, district, agency, checkpoint, venue_kind, decision, reason, sum(scans) FROM counted_scans WHERE reason IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7
        ON CONFLICT (hour, checkpoint, decision, reason, agency, district, venue_kind) DO UPDATE SET scans = held.scans + excluded.scans;
      INSERT INTO carried_of_minute AS held SELECT minute, device_id, sum(scans) FROM counted_carried GROUP BY 1, 2
        ON CONFLICT (minute, device_id) DO UPDATE SET scans = held.scans + excluded.scans;
      DROP TABLE counted_scans, counted_carried, scans_of_day, reasons_of_day, district_scans_of_hour, district_reasons_of_hour;
    `);
  }
}
