import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { ScansRecordedV1 } from '@entry/contracts/events/scans-recorded.v1';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { until } from '@entry/testing/until';
import { randomUUID } from 'node:crypto';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { startAccessLogService, type AccessLogService } from '../access-log-service.fake';
import { anAccessEvent } from '../storing/access-event.fake';
import type { AccessCompletenessPage } from './access-completeness.schemas';
import { CompletenessRepository } from './completeness.repository';
import { settledAt } from './domain/minutes';

jest.setTimeout(120_000);

const stages = ['before Kafka', 'by damage on its way', 'from the table'] as const;
type Stage = (typeof stages)[number];

const bitsOf = (id: string) => BigInt(`0x${id.replaceAll('-', '')}`);
const allOf = (ids: readonly string[]) => {
  const digits = ids
    .reduce((bits, id) => bits ^ bitsOf(id), 0n)
    .toString(16)
    .padStart(32, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

describe('GET /v1/access-completeness', () => {
  const gatewayId = `gateway-${randomUUID()}`;
  const origin = { source: '/gateway', time: new Date() };
  const minute = settledAt(new Date(Date.now() - 60_000));
  let service: AccessLogService;
  beforeAll(async () => {
    service = await startAccessLogService();
  });
  afterAll(() => service.stop());

  const scansOf = (deviceId: string, count: number) =>
    Array.from({ length: count }, (_, second) => {
      const receivedAt = new Date(minute.getTime() + second * 1_000).toISOString();
      return anAccessEvent({ gatewayId, deviceId, receivedAt, scannedAt: receivedAt });
    });
  const toMessage = (event: AccessEventV1) => toEventMessage(AccessEventV1, event, origin);
  const tallyOf = (events: readonly AccessEventV1[]) => ({
    minute: minute.toISOString(),
    deviceId: events[0]!.deviceId,
    part: events[0]!.eventId,
    scans: events.length,
    eventIds: allOf(events.map(({ eventId }) => eventId)),
  });
  const publish = (messages: readonly EventMessage[]) => service.app.get(EventPublisher).publish(messages);
  const tell = (...scans: (readonly AccessEventV1[])[]) =>
    publish([toEventMessage(ScansRecordedV1, { gatewayId, tallies: scans.map(tallyOf) }, origin)]);
  const page = async (query: Record<string, string>) => {
    const claims = { roles: ['auditor'] };
    const { statusCode, text } = await service.get('/v1/access-completeness', claims, {
      from: minute.toISOString(),
      ...query,
    });
    expect(statusCode).toBe(200);
    return JSON.parse(text) as AccessCompletenessPage;
  };
  const ofDevice = async (device: string) => {
    const [item] = (await page({ device })).items;
    return item && { recorded: item.recorded, carried: item.carried, stored: item.stored, missing: item.missingEvent };
  };
  const comesTo = (events: readonly AccessEventV1[], found: object) =>
    until(JSON.stringify(found), async () => {
      const now = await ofDevice(events[0]!.deviceId);
      return JSON.stringify(now) === JSON.stringify(found);
    });

  it('names each of 100 events that were removed at a random stage', async () => {
    const random = xoroshiro128plus(1);
    const devices = Array.from({ length: 110 }, (_, place) => {
      const events = scansOf(randomUUID(), uniformInt(random, 1, 8));
      const stage = place < 100 ? stages[uniformInt(random, 0, stages.length - 1)]! : null;
      return { events, stage, victim: events[uniformInt(random, 0, events.length - 1)]! };
    });
    const sent = devices.flatMap(({ events, stage, victim }) =>
      events
        .filter((event) => stage !== 'before Kafka' || event !== victim)
        .map((event) => {
          const message = toMessage(event);
          return stage === 'by damage on its way' && event === victim ? { ...message, value: '{' } : message;
        }),
    );
    await publish(sent);
    await tell(...devices.map(({ events }) => events));
    const total = (removed: readonly Stage[]) =>
      devices.reduce((sum, { events, stage }) => sum + events.length - (stage && removed.includes(stage) ? 1 : 0), 0);
    const storedNow = async () => {
      const rows = await service.dataSource.query<unknown[]>(`SELECT FROM access_event WHERE gateway_id = $1`, [
        gatewayId,
      ]);
      return rows.length;
    };
    await until('all that was sent is stored', async () => (await storedNow()) === total([stages[0], stages[1]]));
    const deleted = devices.filter(({ stage }) => stage === 'from the table').map(({ victim }) => victim.eventId);
    await service.dataSource.query(`DELETE FROM access_event WHERE event_id = ANY($1::uuid[])`, [deleted]);

    const own = new Set(devices.map(({ victim }) => victim.deviceId));
    const untilTold = async () => {
      const items: AccessCompletenessPage['items'] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { items: some, nextCursor }: AccessCompletenessPage = await page({
          incomplete: 'true',
          limit: '30',
          ...(cursor && { cursor }),
        });
        // Other tests tell of devices of theirs, which nobody scans at.
        items.push(...some.filter(({ device }) => own.has(device)));
        cursor = nextCursor;
      }
      return items.length === 100 && items.every(({ recorded }) => recorded > 0) && items;
    };
    const named = new Map((await until('100 are named', untilTold)).map((item) => [item.device, item]));
    for (const { events, stage, victim } of devices) {
      const found = named.get(victim.deviceId);
      const carried = stage === 'from the table' ? events.length : events.length - 1;
      const expected = { recorded: events.length, carried, stored: events.length - 1, missingEvent: victim.eventId };
      if (stage === null) expect(found).toBeUndefined();
      else expect(found).toMatchObject(expected);
    }
  });

  it('counts what comes twice once, and what two gateways took in all three', async () => {
    const [event] = scansOf(randomUUID(), 1) as [AccessEventV1];
    const other = { ...event, eventId: randomUUID() };
    await publish([event, event, other].map(toMessage));
    await comesTo([event], { recorded: 0, carried: 2, stored: 2, missing: null });
    await publish([other, event].map(toMessage));
    await tell([event, other]);
    await tell([event, other]);
    await tell([event]);
    const last = scansOf(randomUUID(), 1);
    await publish(last.map(toMessage));
    await tell(last);

    await comesTo(last, { recorded: 1, carried: 1, stored: 1, missing: null });
    await comesTo([event], { recorded: 2, carried: 2, stored: 2, missing: null });
  });

  it('adds up the parts of a minute, and names nobody where more than one is missing', async () => {
    const events = scansOf(randomUUID(), 5);
    await tell(events.slice(0, 2));
    await tell(events.slice(2));
    await publish(events.slice(0, 4).map(toMessage));
    await comesTo(events, { recorded: 5, carried: 4, stored: 4, missing: events[4]!.eventId });

    await service.dataSource.query(`DELETE FROM access_event WHERE event_id = $1`, [events[0]!.eventId]);
    await comesTo(events, { recorded: 5, carried: 4, stored: 3, missing: null });
  });

  it('forgets what was complete, and keeps the rest', async () => {
    const [complete, lacking] = [scansOf(randomUUID(), 2), scansOf(randomUUID(), 2)];
    await tell(complete, lacking);
    await publish([...complete, lacking[0]!].map(toMessage));
    await comesTo(complete, { recorded: 2, carried: 2, stored: 2, missing: null });
    const short = { recorded: 2, carried: 1, stored: 1, missing: lacking[1]!.eventId };
    await comesTo(lacking, short);
    await service.app
      .get(CompletenessRepository, { strict: false })
      .forgetComplete({ from: minute, to: new Date(minute.getTime() + 60_000) });

    expect(await ofDevice(complete[0]!.deviceId)).toBeUndefined();
    await comesTo(lacking, short);
  });

  it.each([
    ['operator', {}, 200],
    ['agency', {}, 403],
    ['analyst', {}, 403],
    ['auditor', { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:02:00Z' }, 422],
    ['auditor', { from: 'yesterday' }, 400],
    ['auditor', { incomplete: 'perhaps' }, 400],
  ])('answers %s who asks %j: %i', async (role, query, status) => {
    const claims = { roles: [role], agency: randomUUID() };
    expect((await service.get('/v1/access-completeness', claims, query)).statusCode).toBe(status);
  });
});
