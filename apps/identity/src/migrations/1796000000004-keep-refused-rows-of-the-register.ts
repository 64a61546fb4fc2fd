import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepRefusedRowsOfTheRegister1796000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE submitted_record DROP CONSTRAINT submitted_record_kind_check,
        ADD CONSTRAINT submitted_record_kind_check CHECK (kind IN ('vaccination', 'infection', 'population'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM submitted_record WHERE kind = 'population';
      ALTER TABLE submitted_record DROP CONSTRAINT submitted_record_kind_check,
        ADD CONSTRAINT submitted_record_kind_check CHECK (kind IN ('vaccination', 'infection'));
    `);
  }
}
