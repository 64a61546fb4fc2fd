import { AccessEventV1, AnalyticsAccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { until } from '@entry/testing/until';
import { randomUUID } from 'node:crypto';
import { startAccessLogService, type AccessLogService } from '../access-log-service.fake';
import { anAccessEvent } from '../storing/access-event.fake';
import { VisitorPseudonyms } from '../storing/visitor-pseudonyms';
import type { Replay } from './replays.schemas';

jest.setTimeout(120_000);

const window = { from: '2026-11-20T01:00:00.000Z', to: '2026-11-20T02:00:00.000Z' };
const operator = { roles: ['operator'], sub: 'an operator' };

describe('POST /v1/replays', () => {
  const gatewayId = `gateway-${randomUUID()}`;
  let service: AccessLogService;
  let scans: AccessEventV1[];
  let outside: AccessEventV1;

  beforeAll(async () => {
    service = await startAccessLogService();
    const at = (time: string) => ({ gatewayId, receivedAt: time, scannedAt: time });
    // Many of one moment: a page ends among them.
    scans = Array.from({ length: 2_500 }, (_, place) =>
      anAccessEvent({ ...at(place < 2_000 ? window.from : '2026-11-20T01:59:59.999Z'), sequence: place }),
    );
    outside = anAccessEvent(at(window.to));
    const origin = { source: '/gateway', time: new Date() };
    await service.app
      .get(EventPublisher)
      .publish([...scans, outside].map((scan) => toEventMessage(AccessEventV1, scan, origin)));
    await until('all are stored', async () => {
      const rows = await service.dataSource.query<unknown[]>('SELECT FROM access_event WHERE gateway_id = $1', [
        gatewayId,
      ]);
      return rows.length === scans.length + 1;
    });
  });
  afterAll(() => service.stop());

  const begin = async (topic: string) => {
    const { statusCode, text } = await service.post('/v1/replays', operator, {
      ...window,
      topic,
      reason: 'a new reader',
    });
    expect(statusCode).toBe(202);
    return JSON.parse(text) as Replay;
  };
  const look = async (id: string) => JSON.parse((await service.get(`/v1/replays/${id}`, operator)).text) as Replay;
  const completed = (id: string) => until('its end', async () => (await look(id)).completedAt !== null && look(id));
  const readAll = async (topic: string, count: number) => {
    const consumer = service.connection.consumer({ groupId: `test-${randomUUID()}` });
    const values: unknown[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: ({ message }) => Promise.resolve(void values.push(JSON.parse(String(message.value)))),
    });
    await until(`${count} messages`, () => values.length >= count);
    await consumer.disconnect();
    return values;
  };

  it('sends what analysts got once more to a topic that is made for it, and is on record', async () => {
    const topic = `${AnalyticsAccessEventV1.topic}.${randomUUID()}`;
    const { id } = await begin(topic);
    const pseudonyms = new VisitorPseudonyms(service.visitorKey);

    expect(await completed(id)).toMatchObject({ ...window, topic, scans: 2_500, sent: 2_500 });
    const sent = (await readAll(topic, 2_500)).map((value) => AnalyticsAccessEventV1.data.parse(value).eventId);
    expect(sent.sort()).toEqual(scans.map(({ eventId }) => pseudonyms.eventId(eventId)).sort());
    const entries = await service.dataSource.query<unknown[]>(
      `SELECT actor, reason, asked->>'topic' AS topic FROM audit_entry WHERE action = 'replay-begun'`,
    );
    expect(entries).toEqual([{ actor: 'an operator', reason: 'a new reader', topic }]);
  });

  it('goes on where it was cut off', async () => {
    const topic = `${AccessEventV1.topic}.${randomUUID()}`;
    const publish = jest.spyOn(service.app.get(EventPublisher, { strict: false }), 'publish');
    let sends = 0;
    publish.mockImplementation(async function (this: EventPublisher, messages) {
      sends += 1;
      if (sends === 2) throw new Error('no broker');
      await EventPublisher.prototype.publish.call(this, messages);
    });
    const { id } = await begin(topic);
    await completed(id);
    publish.mockRestore();

    const sent = (await readAll(topic, 2_500)).map((value) => AccessEventV1.data.parse(value));
    expect(new Set(sent.map(({ eventId }) => eventId))).toEqual(new Set(scans.map(({ eventId }) => eventId)));
    expect(sent).toContainEqual(scans[7]);
  });

  it.each([
    ['health.vaccination-submitted.v1', 400],
    ['analytics.access-event.v1.dead letter', 400],
    ['analytics.access-event.v1x', 400],
    ['access.event-stored.v1', 400],
  ])('refuses %s', async (topic, status) => {
    const request = { ...window, topic, reason: 'why' };
    expect((await service.post('/v1/replays', operator, request)).statusCode).toBe(status);
  });

  it('is for operators, and needs a reason and a window', async () => {
    const topic = AnalyticsAccessEventV1.topic;
    const refused = async (claims: typeof operator, request: object) =>
      (await service.post('/v1/replays', claims, request)).statusCode;
    expect(await refused({ ...operator, roles: ['analyst'] }, { ...window, topic, reason: 'why' })).toBe(403);
    expect(await refused(operator, { ...window, topic })).toBe(400);
    expect(await refused(operator, { from: window.to, to: window.from, topic, reason: 'why' })).toBe(400);
    expect((await service.get(`/v1/replays/${randomUUID()}`, operator)).statusCode).toBe(404);
  });
});
