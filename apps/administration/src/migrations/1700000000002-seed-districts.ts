import type { MigrationInterface, QueryRunner } from 'typeorm';
import { hanoiDistricts } from '@entry/contracts/vocabulary/hanoi-districts';

export class SeedDistricts1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO district (id, code, name) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])`,
      [
        hanoiDistricts.map(({ id }) => id),
        hanoiDistricts.map(({ code }) => code),
        hanoiDistricts.map(({ name }) => name),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM district`);
  }
}
