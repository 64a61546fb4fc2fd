import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The roster of each agency, sealed. Of people whom the register does not confirm the outcome says why. */
export class KeepRosters1796000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE staff_member (
        agency uuid NOT NULL,
        employee_code text NOT NULL,
        personal bytea NOT NULL,
        subject text,
        outcomes text[] NOT NULL,
        listed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (agency, employee_code)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE staff_member`);
  }
}
