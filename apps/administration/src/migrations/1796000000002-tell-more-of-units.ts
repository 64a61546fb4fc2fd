import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Departments review agencies as districts do, and stand beside them; an agency or checkpoint that closes stays for the records. */
export class TellMoreOfUnits1796000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE district ADD COLUMN kind text NOT NULL DEFAULT 'district' CHECK (kind IN ('district', 'department'));
      ALTER TABLE agency
        ADD COLUMN version int NOT NULL DEFAULT 1,
        ADD COLUMN closed_at timestamptz(3);
      ALTER TABLE checkpoint
        ADD COLUMN coordinates jsonb,
        ADD COLUMN opening_hours text,
        ADD COLUMN entrances text[] NOT NULL DEFAULT '{}',
        ADD COLUMN closed_at timestamptz(3);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE checkpoint DROP COLUMN coordinates, DROP COLUMN opening_hours, DROP COLUMN entrances, DROP COLUMN closed_at;
      ALTER TABLE agency DROP COLUMN version, DROP COLUMN closed_at;
      ALTER TABLE district DROP COLUMN kind;
    `);
  }
}
