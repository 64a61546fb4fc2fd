/** The tables behind the outbox, the inbox positions and the heartbeat; part of the first migration of each service that owns events. */
export const outboxTables = `
  CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    partition int,
    key text NOT NULL,
    value text NOT NULL,
    headers jsonb NOT NULL
  );
  CREATE INDEX outbox_topic_id ON outbox (topic, id);
  CREATE TABLE consumer_position (
    consumer text NOT NULL,
    topic text NOT NULL,
    partition int NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (consumer, topic, partition)
  );
  CREATE TABLE heartbeat (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    sequence bigint NOT NULL
  );
  INSERT INTO heartbeat (sequence) VALUES (0);
`;
