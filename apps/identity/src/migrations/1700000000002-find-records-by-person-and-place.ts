import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `district` is the one of residence. The claimed columns of a record that did not match are made of the number on it, as if that were
 * a citizen's number and an old one. Of rows from before these columns they stay unknown.
 */
export class FindRecordsByPersonAndPlace1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE citizen ADD COLUMN district text;
      ALTER TABLE submitted_record ADD COLUMN facility text, ADD COLUMN happened_on date, ADD COLUMN claimed_subject text,
        ADD COLUMN claimed_old_number_tag text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE submitted_record DROP COLUMN facility, DROP COLUMN happened_on, DROP COLUMN claimed_subject,
        DROP COLUMN claimed_old_number_tag;
      ALTER TABLE citizen DROP COLUMN district;
    `);
  }
}
