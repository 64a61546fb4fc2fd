import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hashes of the tokens that a device had before, each with the instant until which it is good. */
export class KeepPreviousTokens1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE device ADD COLUMN previous_tokens jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE device DROP COLUMN previous_tokens`);
  }
}
