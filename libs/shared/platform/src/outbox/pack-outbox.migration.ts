import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One row for all that is announced at once on a topic: `messages` is a JSON array of what Kafka gets. It is stored as it comes, since
 * it is read once and soon, and squeezing it would take longer than writing it.
 */
export class PackOutbox1795900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox ADD COLUMN messages text, ADD COLUMN count int NOT NULL DEFAULT 1;
      UPDATE outbox SET messages = json_build_array(
        json_strip_nulls(json_build_object('key', key, 'value', value, 'headers', headers, 'partition', partition)));
      ALTER TABLE outbox DROP COLUMN partition, DROP COLUMN key, DROP COLUMN value, DROP COLUMN headers,
        ALTER COLUMN messages SET NOT NULL, ALTER COLUMN messages SET STORAGE EXTERNAL, ALTER COLUMN count DROP DEFAULT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox ADD COLUMN partition int, ADD COLUMN key text, ADD COLUMN value text, ADD COLUMN headers jsonb;
      INSERT INTO outbox (topic, messages, count, partition, key, value, headers)
        SELECT topic, '', 1, (message ->> 'partition')::int, message ->> 'key', message ->> 'value', message -> 'headers'
        FROM outbox, jsonb_array_elements(messages::jsonb) WITH ORDINALITY AS announced (message, place) ORDER BY id, place;
      DELETE FROM outbox WHERE messages <> '';
      ALTER TABLE outbox DROP COLUMN messages, DROP COLUMN count,
        ALTER COLUMN key SET NOT NULL, ALTER COLUMN value SET NOT NULL, ALTER COLUMN headers SET NOT NULL;
    `);
  }
}
