import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the health department writes, until the committee publishes it. */
export class DraftEntryPolicies1796000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entry_policy_draft (
        policy_version text PRIMARY KEY,
        policy jsonb NOT NULL,
        drafted_at timestamptz(3) NOT NULL,
        drafted_by text NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE entry_policy_draft`);
  }
}
