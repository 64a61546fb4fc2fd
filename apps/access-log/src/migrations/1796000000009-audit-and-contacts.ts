import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Audit entries are added and never changed: the triggers hold for the role that owns the table as well. `access_event_late` finds scans by
 * when they were made where that is not when they came: those that a device decided by itself.
 */
export class AuditAndContacts1796000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_entry (
        id uuid PRIMARY KEY,
        at timestamptz(3) NOT NULL,
        actor text NOT NULL,
        roles text[] NOT NULL,
        action text NOT NULL,
        case_id text,
        reason text,
        asked jsonb NOT NULL,
        rows int
      );
      CREATE INDEX audit_entry_at ON audit_entry (at, id);
      CREATE INDEX audit_entry_actor ON audit_entry (actor, at, id);
      CREATE INDEX audit_entry_action ON audit_entry (action, at, id);
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is never changed', TG_TABLE_NAME; END $$;
      CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM PUBLIC, CURRENT_USER;

      CREATE INDEX access_event_subject ON access_event (subject, received_at);
      CREATE INDEX access_event_late ON access_event (checkpoint, scanned_at)
        WHERE received_at - scanned_at > interval '15 minutes';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX access_event_late, access_event_subject;
      DROP TABLE audit_entry;
      DROP FUNCTION refuse_change;
    `);
  }
}
