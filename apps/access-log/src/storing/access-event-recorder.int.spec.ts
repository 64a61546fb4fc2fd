import {
  AccessEventStoredV1,
  AnalyticsAccessEventV1,
  type AccessEventV1,
} from '@entry/contracts/events/access-event.v1';
import { Outbox } from '@entry/platform/outbox/outbox';
import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { createSecretKey, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { migrations } from '../migrations';
import { anAccessEvent } from './access-event.fake';
import { AccessEventRecorder } from './access-event-recorder';
import { AnalyticsMessages } from './analytics-messages';
import { VisitorPseudonyms } from './visitor-pseudonyms';

interface Announced {
  key: string;
  value: string;
  headers: Record<string, string>;
}

describe('AccessEventRecorder', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const pseudonyms = new VisitorPseudonyms(createSecretKey(Buffer.alloc(32, 1)));
  const recorder = new AccessEventRecorder(new AnalyticsMessages(pseudonyms));

  beforeAll(async () => {
    database = await startTestDatabase({ migrations });
    dataSource = database.dataSource;
  });
  beforeEach(() => dataSource.query('TRUNCATE access_event, recorded_scan, agency_district, outbox'));
  afterAll(() => database.stop());

  const deliver = (events: readonly AccessEventV1[], traceparent?: string) =>
    new Outbox(dataSource).transaction((change) =>
      recorder.record(
        events.map((data) => ({ data, ...(traceparent ? { traceparent } : {}) })),
        change,
      ),
    );
  const stored = async () => {
    const rows = await dataSource.query<{ event_id: string }[]>('SELECT event_id FROM access_event');
    return rows.map(({ event_id }) => event_id).sort();
  };
  const announced = async (topic: string) => {
    const rows = await dataSource.query<{ messages: string }[]>(
      'SELECT messages FROM outbox WHERE topic = $1 ORDER BY id',
      [topic],
    );
    return rows.flatMap(({ messages }) => JSON.parse(messages) as Announced[]);
  };
  const confirmations = async () =>
    (await announced(AccessEventStoredV1.topic)).map(({ value }) => AccessEventStoredV1.data.parse(JSON.parse(value)));

  it('stores and announces to analysts once what comes twice, and confirms it each time', async () => {
    const event = anAccessEvent();
    await deliver([event, event]);
    await deliver([{ ...event, receivedAt: '2026-11-24T01:00:00.000Z' }]);

    const confirmation = { gatewayId: event.gatewayId, eventIds: [event.eventId] };
    expect(await stored()).toEqual([event.eventId]);
    expect(await confirmations()).toEqual([confirmation, confirmation]);
    expect(await announced(AnalyticsAccessEventV1.topic)).toHaveLength(1);
  });

  const beforeMidnight = '2026-11-23T23:59:59.900+07:00';
  const afterMidnight = '2026-11-24T00:00:00.100+07:00';

  it.each(['in one delivery', 'in two deliveries'])(
    'stores and announces to analysts once a scan without a time of its own that came through two gateways at midnight, and confirms it to both: %s',
    async (how) => {
      const [before, after] = [beforeMidnight, afterMidnight].map((at) => ({ receivedAt: at, scannedAt: at }));
      const first = anAccessEvent({ gatewayId: 'gateway-1', ...before });
      const other = { ...first, eventId: randomUUID(), gatewayId: 'gateway-2', ...after };
      const alone = anAccessEvent({ gatewayId: 'gateway-2', receivedAt: afterMidnight });
      const deliveries = how === 'in one delivery' ? [[first, other, alone]] : [[first], [other, alone]];
      for (const events of deliveries) await deliver(events);

      expect(await stored()).toEqual([first.eventId, alone.eventId].sort());
      expect(await confirmations()).toEqual([
        { gatewayId: 'gateway-1', eventIds: [first.eventId] },
        { gatewayId: 'gateway-2', eventIds: [other.eventId, alone.eventId] },
      ]);
      const told = (await announced(AnalyticsAccessEventV1.topic)).map(({ headers }) => headers.ce_id);
      expect(told).toEqual([first, alone].map(({ eventId }) => pseudonyms.eventId(eventId)));
    },
  );

  it('stores once a scan that two gateways deliver at the same moment', async () => {
    const scans = Array.from({ length: 200 }, () => anAccessEvent({ receivedAt: beforeMidnight }));
    const through = (gatewayId: string) =>
      scans.map((scan) => ({ ...scan, eventId: randomUUID(), gatewayId, receivedAt: afterMidnight }));
    await Promise.all([deliver(scans), deliver(through('gateway-2').reverse()), deliver(through('gateway-3'))]);

    expect(await stored()).toHaveLength(scans.length);
    expect(await announced(AnalyticsAccessEventV1.topic)).toHaveLength(scans.length);
  });

  it.each([
    ['another person', { subject: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['another device', { deviceId: randomUUID() }],
  ])('loses no scan of %s under a scan id that came before', async (_, different) => {
    const first = anAccessEvent();
    const other = { ...first, eventId: randomUUID(), ...different };
    await deliver([first, other]);
    await deliver([other]);

    expect(await stored()).toEqual([first.eventId, other.eventId].sort());
    expect(await announced(AnalyticsAccessEventV1.topic)).toHaveLength(2);
  });

  it('can store again a scan whose delivery failed', async () => {
    const event = anAccessEvent();
    const failing = new Outbox(dataSource).transaction(async (change) => {
      await recorder.record([{ data: event }], change);
      throw new Error('cut off');
    });
    await expect(failing).rejects.toThrow('cut off');
    await deliver([event]);

    expect(await stored()).toEqual([event.eventId]);
  });

  it('tells analysts the scan under other names, and nothing that leads back', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const event = anAccessEvent({ scannedAt: '2026-11-23T23:59:59+07:00' });
    await deliver([event], traceparent);

    const { scanId, gatewayId, subject, ...scan } = event;
    const [message] = await announced(AnalyticsAccessEventV1.topic);
    const visitor = pseudonyms.visitor(subject, event.scannedAt);
    expect(JSON.parse(message!.value)).toEqual({ ...scan, visitor, eventId: pseudonyms.eventId(event.eventId) });
    expect(message).toMatchObject({ key: visitor, headers: { traceparent, ce_id: pseudonyms.eventId(event.eventId) } });
    for (const secret of [scanId, gatewayId, subject, event.eventId]) {
      expect(JSON.stringify(message)).not.toContain(secret);
    }
  });

  it('confirms by gateway, at most 1,000 ids a message', async () => {
    const ofOne = Array.from({ length: 2_001 }, () => anAccessEvent({ gatewayId: 'gateway-1' }));
    const ofTwo = anAccessEvent({ gatewayId: 'gateway-2' });
    await deliver([...ofOne, ofTwo]);

    const messages = await confirmations();
    expect(messages.map(({ gatewayId, eventIds }) => [gatewayId, eventIds.length])).toEqual([
      ['gateway-1', 1_000],
      ['gateway-1', 1_000],
      ['gateway-1', 1],
      ['gateway-2', 1],
    ]);
    expect(messages.flatMap(({ eventIds }) => eventIds).sort()).toEqual(await stored());
  });

  it('keeps neither scan nor announcement of a delivery that fails', async () => {
    const failing = new Outbox(dataSource).transaction(async (change) => {
      await recorder.record([{ data: anAccessEvent() }], change);
      throw new Error('cut off');
    });

    await expect(failing).rejects.toThrow('cut off');
    expect(await stored()).toEqual([]);
    expect(await confirmations()).toEqual([]);
  });
});
