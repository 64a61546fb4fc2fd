import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rounds, what agencies propose in them, and each step with who, when and why. A change that is recorded can be neither altered nor
 * taken away, not even by the service itself.
 */
export class ProposeDevices1796000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE device_round (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        deadline timestamptz(3) NOT NULL,
        closed_at timestamptz(3),
        forwarded_at timestamptz(3),
        decided_at timestamptz(3),
        version int NOT NULL,
        created_at timestamptz(3) NOT NULL,
        created_by text NOT NULL
      );
      CREATE INDEX device_round_created ON device_round (created_at, id);
      CREATE TABLE device_proposal (
        id uuid PRIMARY KEY,
        round_id uuid NOT NULL REFERENCES device_round,
        agency_id uuid NOT NULL REFERENCES agency,
        state text NOT NULL,
        version int NOT NULL,
        created_at timestamptz(3) NOT NULL,
        created_by text NOT NULL,
        UNIQUE (round_id, agency_id)
      );
      CREATE INDEX device_proposal_created ON device_proposal (created_at, id);
      CREATE INDEX device_proposal_agency ON device_proposal (agency_id);
      CREATE TABLE device_proposal_line (
        id uuid PRIMARY KEY,
        proposal_id uuid NOT NULL REFERENCES device_proposal,
        checkpoint_id uuid NOT NULL REFERENCES checkpoint,
        quantity int NOT NULL CHECK (quantity > 0),
        device_kind text NOT NULL,
        reason text NOT NULL,
        people_a_day int NOT NULL CHECK (people_a_day > 0),
        reviewed_quantity int CHECK (reviewed_quantity >= 0),
        review_reason text,
        approved_quantity int CHECK (approved_quantity >= 0),
        decision_reason text,
        decided_at timestamptz(3),
        UNIQUE (proposal_id, checkpoint_id),
        CHECK ((approved_quantity IS NULL) = (decided_at IS NULL)),
        CHECK (reviewed_quantity = quantity OR review_reason IS NOT NULL OR reviewed_quantity IS NULL)
      );
      CREATE INDEX device_proposal_line_checkpoint ON device_proposal_line (checkpoint_id);
      CREATE TABLE change (
        id uuid PRIMARY KEY,
        subject uuid NOT NULL,
        step text NOT NULL,
        at timestamptz(3) NOT NULL,
        actor text NOT NULL,
        roles text[] NOT NULL,
        reason text,
        detail jsonb NOT NULL
      );
      CREATE INDEX change_of_subject ON change (subject, id);
      CREATE FUNCTION refuse_to_alter_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'A recorded change stays as it is'; END $$;
      CREATE TRIGGER changes_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON change
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_alter_changes();
      ALTER TABLE checkpoint
        ADD COLUMN has_power boolean NOT NULL DEFAULT false,
        ADD COLUMN has_network boolean NOT NULL DEFAULT false,
        ADD COLUMN staff_trained boolean NOT NULL DEFAULT false,
        ADD COLUMN notice_put_up boolean NOT NULL DEFAULT false;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE checkpoint
        DROP COLUMN has_power, DROP COLUMN has_network, DROP COLUMN staff_trained, DROP COLUMN notice_put_up;
      DROP TABLE change, device_proposal_line, device_proposal, device_round;
      DROP FUNCTION refuse_to_alter_changes;
    `);
  }
}
