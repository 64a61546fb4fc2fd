import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * There are few decisions: who asks for one finds it by place or by time, and each scan is spared an index. Sums change many times: there is
 * room for that on their pages, so that no index has to change as well.
 */
export class FewerIndexes1796000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX access_event_decision;
      ALTER TABLE scans_of_hour SET (fillfactor = 70);
      ALTER TABLE reasons_of_hour SET (fillfactor = 70);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE scans_of_hour RESET (fillfactor);
      ALTER TABLE reasons_of_hour RESET (fillfactor);
      CREATE INDEX access_event_decision ON access_event (decision, received_at, event_id);
    `);
  }
}
