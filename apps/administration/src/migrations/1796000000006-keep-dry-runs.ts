import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepDryRuns1796000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entry_policy_dry_run (
        id uuid PRIMARY KEY,
        policy_version text NOT NULL,
        days int NOT NULL,
        state text NOT NULL CHECK (state IN ('running', 'completed', 'failed')),
        progress int NOT NULL,
        result jsonb,
        started_at timestamptz(3) NOT NULL,
        started_by text NOT NULL,
        completed_at timestamptz(3)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE entry_policy_dry_run`);
  }
}
