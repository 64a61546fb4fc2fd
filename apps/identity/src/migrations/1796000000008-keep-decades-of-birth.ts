import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For counts by age, which nobody should open sealed dates for. Rows from before have none until the register names them again. */
export class KeepDecadesOfBirth1796000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE citizen ADD COLUMN birth_decade smallint`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE citizen DROP COLUMN birth_decade`);
  }
}
