import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddDryRun1796000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE batch ADD COLUMN dry_run boolean NOT NULL DEFAULT false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE batch DROP COLUMN dry_run`);
  }
}
