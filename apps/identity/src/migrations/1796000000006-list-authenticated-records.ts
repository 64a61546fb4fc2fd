import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `xid` is the transaction in which a row last matched: the order in which receivers get them. */
export class ListAuthenticatedRecords1796000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE submitted_record ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
      CREATE INDEX submitted_record_matched ON submitted_record (xid, batch_id, row) WHERE outcome = 'matched';
      CREATE INDEX submitted_record_authenticated_at ON submitted_record USING brin (authenticated_at);
      CREATE TABLE record_receiver (
        caller text NOT NULL,
        name text NOT NULL,
        xid xid8 NOT NULL,
        batch_id uuid NOT NULL,
        row int NOT NULL,
        acknowledged_at timestamptz NOT NULL,
        PRIMARY KEY (caller, name)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE record_receiver;
      DROP INDEX submitted_record_authenticated_at;
      ALTER TABLE submitted_record DROP COLUMN xid;
    `);
  }
}
