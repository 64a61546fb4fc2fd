import { outboxTables } from '@entry/platform/outbox/outbox.migration';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The primary key begins with the arrival, so that the table can be split by day of `received_at`: a partitioned
 * table's keys must contain what it is split by. `access_event_once` has to go then; an event keeps its `received_at`
 * in every delivery, so the primary key alone still stores it once. Every index ends with (received_at, event_id):
 * a page, newest first, is one range of one index whatever the filter. The milliseconds make a cursor exact.
 */
export class AccessEvents1795392000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outboxTables);
    await runner.query(`
      CREATE TABLE access_event (
        event_id uuid NOT NULL,
        scan_id uuid NOT NULL,
        gateway_id text NOT NULL,
        subject text NOT NULL,
        device_id uuid NOT NULL,
        checkpoint uuid NOT NULL,
        agency uuid NOT NULL,
        district text NOT NULL,
        venue_kind text NOT NULL,
        decision text NOT NULL,
        reasons text[] NOT NULL,
        policy_version text NOT NULL,
        scanned_at timestamptz(3) NOT NULL,
        received_at timestamptz(3) NOT NULL,
        sequence bigint,
        direction text,
        PRIMARY KEY (received_at, event_id),
        CONSTRAINT access_event_once UNIQUE (event_id)
      );
      CREATE INDEX access_event_agency ON access_event (agency, received_at, event_id);
      CREATE INDEX access_event_district ON access_event (district, received_at, event_id);
      CREATE INDEX access_event_checkpoint ON access_event (checkpoint, received_at, event_id);
      CREATE INDEX access_event_decision ON access_event (decision, received_at, event_id);

      CREATE TABLE agency_district (
        agency uuid NOT NULL,
        district text NOT NULL,
        PRIMARY KEY (agency, district)
      );
      COMMENT ON TABLE agency_district IS 'Where an agency has been scanned at: whether a district may ask for it';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE agency_district, access_event, outbox, consumer_position, heartbeat`);
  }
}
