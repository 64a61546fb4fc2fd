import { AccessEventStoredV1, AccessEventV1, AnalyticsAccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { deadLetterTopic } from '@entry/contracts/topics';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import type { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { startAccessLogService, type AccessLogService } from './access-log-service.fake';
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
  const gatewayId = `gateway-${randomUUID()}`;
  const source = '/gateway';
  const time = new Date('2026-11-23T01:00:04Z');
  const topics = [AccessEventStoredV1.topic, AnalyticsAccessEventV1.topic, deadLetterTopic(AccessEventV1.topic)];
  let service: AccessLogService;
  let watches: Awaited<ReturnType<typeof watch>>[];

  beforeAll(async () => {
    service = await startAccessLogService();
    watches = await Promise.all(topics.map((topic) => watch(service.connection, topic)));
  });
  afterAll(async () => {
    await Promise.all(watches.map(({ stop }) => stop()));
    await service.stop();
  });

  const publish = (messages: EventMessage[]) => service.app.get(EventPublisher).publish(messages);
  const message = (event: AccessEventV1) => toEventMessage(AccessEventV1, event, { source, time });
  const storedTimes = async (ids: string[]) => {
    const [row] = await service.dataSource.query<{ count: string }[]>(
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

    const pseudonyms = new VisitorPseudonyms(service.visitorKey);
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
