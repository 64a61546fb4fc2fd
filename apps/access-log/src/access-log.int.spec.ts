import { AccessEventStoredV1, AccessEventV1, AnalyticsAccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { deadLetterTopic } from '@entry/contracts/topics';
import { createHttpApp } from '@entry/platform/http/http-app';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AppModule } from './app.module';
import { migrations } from './migrations';
import { anAccessEvent } from './storing/access-event.fake';
import { VisitorPseudonyms } from './storing/visitor-pseudonyms';

jest.setTimeout(120_000);

interface Seen {
  key: string;
  value: string;
  headers: Record<string, string>;
}

const endOf = (connection: KafkaConnection, topic: string) =>
  connection.withAdmin((admin) => admin.fetchTopicOffsets(topic));

/** Reads what comes to a topic from now on, as anyone outside would. */
async function watch(connection: KafkaConnection, topic: string): Promise<{ seen: Seen[]; stop(): Promise<void> }> {
  const seen: Seen[] = [];
  const consumer = connection.consumer({ groupId: `test-${randomUUID()}` });
  const end = await endOf(connection, topic);
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message: { key, value, headers } }) => {
      const texts = Object.entries(headers ?? {}).map(([name, header]) => [name, String(header)]);
      seen.push({ key: String(key), value: String(value), headers: Object.fromEntries(texts) as Seen['headers'] });
      return Promise.resolve();
    },
  });
  for (const { partition, high } of end) consumer.seek({ topic, partition, offset: high });
  return { seen, stop: () => consumer.disconnect() };
}

async function until(condition: () => boolean | Promise<boolean>, deadline = Date.now() + 45_000): Promise<void> {
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Never came true: ${condition.toString()}`);
    await delay(50);
  }
}

describe('access-log between Kafka and PostgreSQL', () => {
  const brokers = process.env.TEST_KAFKA_BROKERS?.split(',') ?? [];
  const visitorKey = createSecretKey(randomBytes(32));
  const gatewayId = `gateway-${randomUUID()}`;
  const group = `access-log-${randomUUID()}`;
  const source = '/gateway';
  const time = new Date('2026-11-23T01:00:04Z');
  const connection = new KafkaConnection(brokers, 'access-log-test');
  const topics = [AccessEventStoredV1.topic, AnalyticsAccessEventV1.topic, deadLetterTopic(AccessEventV1.topic)];
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let watches: Awaited<ReturnType<typeof watch>>[];

  beforeAll(async () => {
    database = await startTestDatabase({ migrations });
    await connection.ready();
    const end = await endOf(connection, AccessEventV1.topic);
    await database.dataSource.query(
      `INSERT INTO consumer_position (consumer, topic, partition, next_offset)
       SELECT $1, $2, * FROM unnest($3::int[], $4::bigint[])`,
      [group, AccessEventV1.topic, end.map(({ partition }) => partition), end.map(({ high }) => high)],
    );
    const config = {
      HOST: '127.0.0.1',
      PORT: 1,
      LOG_LEVEL: 'fatal' as const,
      KAFKA_BROKERS: brokers,
      OIDC_ISSUER: 'https://issuer.test',
      OIDC_AUDIENCE: 'entry-control',
      OIDC_JWKS_URL: 'https://issuer.test/jwks',
      DATABASE_URL: database.url,
      VISITOR_KEY: visitorKey,
      CONSUMER_GROUP: group,
      IDENTITY_URL: 'http://127.0.0.1:1',
      ACCESS_LOG_RETENTION_DAYS: 36_500,
      SEQUENCE_GAP_GRACE_SECONDS: 30,
    };
    app = await createHttpApp(AppModule.forRoot(config), 'access-log');
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    watches = await Promise.all(topics.map((topic) => watch(connection, topic)));
    await until(async () => (await app.inject('/health/ready')).statusCode === 200);
  });
  afterAll(async () => {
    await Promise.all(watches.map(({ stop }) => stop()));
    await app.close();
    await database.stop();
  });

  const publish = (messages: EventMessage[]) => app.get(EventPublisher).publish(messages);
  const message = (event: AccessEventV1) => toEventMessage(AccessEventV1, event, { source, time });
  const storedTimes = async (ids: string[]) => {
    const [row] = await database.dataSource.query<{ count: string }[]>(
      'SELECT count(*) FROM access_event WHERE event_id = ANY($1::uuid[])',
      [ids],
    );
    return Number(row?.count);
  };
  const confirmed = () =>
    watches[0]!.seen
      .map(({ value }) => AccessEventStoredV1.data.parse(JSON.parse(value)))
      .filter((confirmation) => confirmation.gatewayId === gatewayId)
      .flatMap(({ eventIds }) => eventIds);
  const analytics = () =>
    watches[1]!.seen.map(({ value }) => AnalyticsAccessEventV1.data.parse(JSON.parse(value)).eventId);

  it('stores each scan once, confirms each, and tells analysts once, however often it comes', async () => {
    const events = Array.from({ length: 300 }, () => anAccessEvent({ gatewayId }));
    const ids = events.map(({ eventId }) => eventId);
    await publish(events.map(message));
    await until(() => confirmed().length >= ids.length);
    await publish(events.slice(0, 100).map(message));
    await until(() => confirmed().length >= ids.length + 100);
    const last = anAccessEvent({ gatewayId, subject: events[0]!.subject });
    await publish([message(last)]);

    const pseudonyms = new VisitorPseudonyms(visitorKey);
    await until(() => analytics().includes(pseudonyms.eventId(last.eventId)));
    const expected = new Set(ids.map((id) => pseudonyms.eventId(id)));
    await until(() => analytics().filter((id) => expected.has(id)).length >= ids.length);
    expect(await storedTimes(ids)).toBe(ids.length);
    expect(new Set(confirmed())).toEqual(new Set([...ids, last.eventId]));
    expect(analytics().filter((id) => expected.has(id))).toHaveLength(ids.length);
  });

  it('sets aside what it cannot read or keep, says why, and goes on behind it', async () => {
    const event = anAccessEvent({ gatewayId });
    const good = message(event);
    const { key, value } = good;
    const unreadable = [
      { ...good, value: value.slice(0, -1) },
      { ...good, value: JSON.stringify({ ...event, decision: 'perhaps' }) },
      { ...good, value: JSON.stringify({ ...event, policyVersion: 'a\0b' }) },
      { ...good, value: JSON.stringify({ ...event, scannedAt: '0000-01-01T00:00:00Z' }) },
      { ...good, headers: { ...good.headers, ce_type: 'something.else.v1' } },
    ];
    await publish([...unreadable, good]);

    const deadLetters = () => watches[2]!.seen.filter((letter) => letter.key === key);
    await until(async () => deadLetters().length >= unreadable.length && (await storedTimes([event.eventId])) === 1);
    expect(deadLetters().map(({ headers }) => headers['dead-letter-reason'])).toEqual([
      'the value is not JSON',
      '/decision: invalid_value',
      '/policyVersion: custom',
      '/scannedAt: custom',
      'header ce_type is none of this topic',
    ]);
    expect(deadLetters().map((letter) => letter.value)).toEqual(unreadable.map((letter) => letter.value));
  });
});
