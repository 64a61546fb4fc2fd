import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { until } from '@entry/testing/until';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { startAccessLogService, type AccessLogService } from '../access-log-service.fake';
import { anAccessEvent } from '../storing/access-event.fake';
import type { SequenceGapsPage } from './sequence-gaps.schemas';

jest.setTimeout(120_000);

describe('gaps in the sequences of devices', () => {
  let service: AccessLogService;
  beforeAll(async () => {
    service = await startAccessLogService({ graceSeconds: 0 });
  });
  afterAll(() => service.stop());

  /** The scan that a device made as its so many-th, two seconds after the one before. */
  const scan = (deviceId: string, sequence: number, begin = '2026-11-23T01:00:00Z') => {
    const at = new Date(Date.parse(begin) + sequence * 2_000).toISOString();
    return anAccessEvent({ deviceId, sequence, scannedAt: at, receivedAt: at });
  };
  /** Sends scans, each keyed by its person and so over all partitions, and waits until they are stored. */
  const send = async (events: readonly AccessEventV1[]) => {
    const context = { source: '/gateway', time: new Date() };
    await service.app.get(EventPublisher).publish(events.map((event) => toEventMessage(AccessEventV1, event, context)));
    const ids = events.map(({ eventId }) => eventId);
    await until('all are stored', async () => {
      const rows = await service.dataSource.query<unknown[]>(
        'SELECT FROM access_event WHERE event_id = ANY($1::uuid[])',
        [ids],
      );
      return rows.length === new Set(ids).size;
    });
  };
  const missingOf = async (device: string) => {
    const { text } = await service.get('/v1/sequence-gaps', { roles: ['operator'] }, { device, limit: '500' });
    const numbers = (JSON.parse(text) as SequenceGapsPage).items.flatMap(({ firstMissing, missing }) =>
      Array.from({ length: missing }, (_, place) => firstMissing + place),
    );
    return numbers.sort((a, b) => a - b);
  };
  const sample = <Item>(arbitrary: fc.Arbitrary<Item>) => fc.sample(arbitrary, 1)[0]!;
  const shuffled = <Item>(items: readonly Item[]) =>
    sample(fc.shuffledSubarray([...items], { minLength: items.length }));

  it('are listed number for number, and close when the missing scans come late', async () => {
    const inner = Array.from({ length: 198 }, (_, place) => place + 2);
    const devices = Array.from({ length: 6 }, (_, place) => ({
      device: randomUUID(),
      removed: new Set([...sample(fc.subarray(inner)), ...(place === 0 ? [50, 51, 52, 100] : [])]),
    }));
    const scans = devices.flatMap(({ device, removed }) =>
      [1, ...inner, 200].filter((sequence) => !removed.has(sequence)).map((sequence) => scan(device, sequence)),
    );
    const arriving = shuffled(scans);
    await send(arriving.slice(0, 300));
    await send(arriving.slice(200));

    for (const { device, removed } of devices) {
      expect(await missingOf(device)).toEqual([...removed].sort((a, b) => a - b));
    }
    const late = devices.map(({ device, removed }) => ({ device, came: sample(fc.subarray([...removed])) }));
    await send(shuffled(late.flatMap(({ device, came }) => came.map((sequence) => scan(device, sequence)))));
    for (const [place, { device, removed }] of devices.entries()) {
      const left = [...removed].filter((sequence) => !late[place]!.came.includes(sequence));
      expect(await missingOf(device)).toEqual(left.sort((a, b) => a - b));
    }
  });

  it('stay where a device starts anew at a lower number, and are noticed behind it', async () => {
    const device = randomUUID();
    const before = [49_990, 49_991, 49_993, 49_994, 49_996].map((sequence) => scan(device, sequence));
    const anew = (sequence: number) => scan(device, sequence, '2026-11-25T01:00:00Z');
    await send(before);
    await send([1, 2, 4, 5].map(anew));
    expect(await missingOf(device)).toEqual([3, 49_992, 49_995]);

    await send([scan(device, 49_995), anew(3), anew(7)]);
    expect(await missingOf(device)).toEqual([6, 49_992]);
  });
});
