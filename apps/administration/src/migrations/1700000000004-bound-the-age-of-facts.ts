import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seconds: the usual one, and by venue kind. Policies that were published before get what readers take for them. */
export class BoundTheAgeOfFacts1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE entry_policy ADD COLUMN facts_max_age jsonb NOT NULL DEFAULT '{"usual": 900, "byVenueKind": {"hospital": 300}}'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE entry_policy DROP COLUMN facts_max_age`);
  }
}
