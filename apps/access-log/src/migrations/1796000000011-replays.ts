import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stored scans that are sent once more; `sent_at` and `sent_id` are those of the last one that Kafka has. */
export class Replays1796000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE replay (
        id uuid PRIMARY KEY,
        topic text NOT NULL,
        sent_from timestamptz(3) NOT NULL,
        sent_to timestamptz(3) NOT NULL,
        scans bigint NOT NULL,
        sent bigint NOT NULL DEFAULT 0,
        sent_at timestamptz(3),
        sent_id uuid,
        begun_at timestamptz(3) NOT NULL DEFAULT now(),
        completed_at timestamptz(3)
      );
      CREATE INDEX replay_open ON replay (begun_at) WHERE completed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE replay`);
  }
}
