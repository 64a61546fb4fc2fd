import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sums of `access_event` by hour of `received_at`, which is an hour of Asia/Ho_Chi_Minh as well. They hold nothing of a person, and stay
 * when the scans themselves have to go.
 */
export class HourlyCounts1796000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE scans_of_hour (
        hour timestamptz(0) NOT NULL,
        district text NOT NULL,
        agency uuid NOT NULL,
        checkpoint uuid NOT NULL,
        venue_kind text NOT NULL,
        decision text NOT NULL,
        scans bigint NOT NULL,
        PRIMARY KEY (hour, checkpoint, decision, agency, district, venue_kind)
      );
      CREATE INDEX scans_of_hour_agency ON scans_of_hour (agency, hour);
      CREATE INDEX scans_of_hour_district ON scans_of_hour (district, hour);
      INSERT INTO scans_of_hour
        SELECT date_trunc('hour', received_at), district, agency, checkpoint, venue_kind, decision, count(*)
        FROM access_event GROUP BY 1, 2, 3, 4, 5, 6;

      CREATE TABLE reasons_of_hour (LIKE scans_of_hour, reason text NOT NULL,
        PRIMARY KEY (hour, checkpoint, decision, reason, agency, district, venue_kind));
      COMMENT ON TABLE reasons_of_hour IS 'A scan counts once for each of its reasons';
      CREATE INDEX reasons_of_hour_agency ON reasons_of_hour (agency, hour);
      CREATE INDEX reasons_of_hour_district ON reasons_of_hour (district, hour);
      INSERT INTO reasons_of_hour
        SELECT date_trunc('hour', received_at), district, agency, checkpoint, venue_kind, decision, count(*), reason
        FROM access_event CROSS JOIN unnest(reasons) AS reason GROUP BY 1, 2, 3, 4, 5, 6, 8;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE scans_of_hour, reasons_of_hour`);
  }
}
