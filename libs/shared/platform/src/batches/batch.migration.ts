/** The tables behind uploads; part of the first migration of each service that takes batches. */
export const batchTables = `
  CREATE TABLE batch (
    id uuid PRIMARY KEY,
    arrival bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    kind text NOT NULL,
    caller text NOT NULL,
    idempotency_key text NOT NULL,
    digest bytea NOT NULL,
    state text NOT NULL CHECK (state IN ('processing', 'completed')),
    received int NOT NULL,
    invalid int NOT NULL DEFAULT 0,
    mismatched int NOT NULL DEFAULT 0,
    applied int NOT NULL DEFAULT 0,
    unchanged int NOT NULL DEFAULT 0,
    staged_rows_taken boolean NOT NULL DEFAULT false,
    completion_heartbeat bigint,
    started_at timestamptz NOT NULL,
    completed_at timestamptz,
    UNIQUE (kind, caller, idempotency_key)
  );
  CREATE INDEX batch_processing ON batch (kind, arrival) WHERE state = 'processing';
  CREATE TABLE staged_row (
    batch_id uuid NOT NULL,
    row int NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (batch_id, row)
  );
  CREATE TABLE batch_rejection (
    batch_id uuid NOT NULL,
    row int NOT NULL,
    record_id text,
    outcomes text[] NOT NULL,
    PRIMARY KEY (batch_id, row)
  );
`;
