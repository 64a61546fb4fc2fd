import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReviseAndWithdrawRecords1796000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE vaccination ADD COLUMN revision int, ADD COLUMN attempt int NOT NULL DEFAULT 1, ADD COLUMN withdrawn boolean NOT NULL DEFAULT false,
        DROP CONSTRAINT vaccination_standing_check,
        ADD CONSTRAINT vaccination_standing_check CHECK (standing IN ('holds', 'repeats', 'conflicts', 'withdrawn'));
      ALTER TABLE infection_event ADD COLUMN revision int, ADD COLUMN attempt int NOT NULL DEFAULT 1, ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;
    `);
  }

  /** What was withdrawn is taken away: before, it would count again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM vaccination WHERE withdrawn;
      DELETE FROM infection_event WHERE withdrawn;
      ALTER TABLE vaccination DROP COLUMN revision, DROP COLUMN attempt, DROP COLUMN withdrawn, DROP CONSTRAINT vaccination_standing_check,
        ADD CONSTRAINT vaccination_standing_check CHECK (standing IN ('holds', 'repeats', 'conflicts'));
      ALTER TABLE infection_event DROP COLUMN revision, DROP COLUMN attempt, DROP COLUMN withdrawn;
    `);
  }
}
