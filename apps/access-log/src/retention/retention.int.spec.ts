import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { migrations } from '../migrations';
import { anAccessEvent } from '../storing/access-event.fake';
import { storeAccessEvents } from '../storing/access-event.store';
import { countScansByPlace } from '../statistics/counted-scans';
import { DayPartitions } from './day-partitions';
import { KeptDays, Retention } from './retention';
import { StoredDayRepository } from './stored-day.repository';

const at = (time: string) => new Date(`${time}+07:00`);

describe('Retention', () => {
  let database: TestDatabase;
  let retention: Retention;
  let days: StoredDayRepository;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    database = await startTestDatabase({ migrations });
    days = new StoredDayRepository(database.dataSource);
    retention = new Retention(database.dataSource, new DayPartitions(), days, new KeptDays(3));
  });
  afterEach(() => database.stop());

  const store = async (...times: string[]) => {
    const events = times.map((time) => {
      const instant = at(time).toISOString();
      return anAccessEvent({ receivedAt: instant, scannedAt: instant });
    });
    const fresh = await storeAccessEvents(
      database.dataSource.manager,
      events.map((data) => ({ data })),
    );
    await countScansByPlace(
      database.dataSource.manager,
      fresh.map(({ data }) => data),
    );
  };
  const stored = async () => {
    const rows = await database.dataSource.query<{ part: string; events: number }[]>(
      `SELECT tableoid::regclass::text AS part, count(*)::int AS events FROM access_event GROUP BY 1 ORDER BY 1`,
    );
    return Object.fromEntries(rows.map(({ part, events }) => [part.replace('access_event_', ''), events]));
  };
  const listed = async () =>
    (await days.list()).map(({ day, scans, announcedAt, droppedAt }) => [day, scans, !!announcedAt, !!droppedAt]);

  it('moves what came before there was room into its day, and makes room for a week', async () => {
    await store('2026-11-19T23:59:59.999', '2026-11-20T00:00:00', '2026-11-20T08:00:00', '2026-11-30T08:00:00');
    expect(await stored()).toEqual({ rest: 4 });
    await retention.run(at('2026-11-20T08:00:00'));
    expect(await stored()).toEqual({ '20261119': 1, '20261120': 2, rest: 1 });

    await store('2026-11-27T23:59:59.999');
    expect(await stored()).toMatchObject({ '20261127': 1, rest: 1 });
    await retention.run(at('2026-11-23T00:00:00'));
    expect(await stored()).toMatchObject({ '20261130': 1 });
    expect(await stored()).not.toHaveProperty('rest');
  });

  it('announces a day before it goes, counts what goes, and keeps the others', async () => {
    await retention.run(at('2026-11-20T08:00:00'));
    await store('2026-11-20T08:00:00', '2026-11-20T09:00:00', '2026-11-21T08:00:00');
    await retention.run(at('2026-11-22T12:00:00'));
    expect(await listed()).toEqual([
      ['2026-11-21', 1, false, false],
      ['2026-11-20', 2, false, false],
      ['2026-11-19', 0, true, false],
    ]);
    await retention.run(at('2026-11-23T00:00:00'));
    expect((await listed()).at(1)).toEqual(['2026-11-20', 2, true, false]);
    await store('2026-11-20T23:00:00');
    await retention.run(at('2026-11-23T23:59:59'));
    expect(await stored()).toEqual({ '20261120': 3, '20261121': 1 });

    await retention.run(at('2026-11-24T00:00:00'));
    expect(await stored()).toEqual({ '20261121': 1 });
    expect(await listed()).toEqual([
      ['2026-11-21', 1, true, false],
      ['2026-11-20', 3, true, true],
      ['2026-11-19', 0, true, true],
    ]);
  });

  it('drops no day that was not announced for a day, however late it is', async () => {
    await retention.run(at('2026-11-20T08:00:00'));
    await store('2026-11-20T08:00:00');
    await retention.run(at('2026-12-20T08:00:00'));
    expect(await stored()).toEqual({ '20261120': 1 });
    await retention.run(at('2026-12-21T07:59:59'));
    expect(await stored()).toEqual({ '20261120': 1 });
    await retention.run(at('2026-12-21T08:00:00'));
    expect(await stored()).toEqual({});
  });

  it('remembers which scans are stored of a device whose clock is years behind', async () => {
    const now = new Date();
    const scan = anAccessEvent({ scannedAt: '2001-01-01T00:00:00.000Z', receivedAt: now.toISOString() });
    const store = (data: AccessEventV1) => storeAccessEvents(database.dataSource.manager, [{ data }]);
    expect(await store(scan)).toHaveLength(1);
    await retention.run(now);

    expect(await store({ ...scan, eventId: randomUUID(), gatewayId: 'gateway-2' })).toEqual([]);
  });

  it('takes what comes after its day has gone, and drops it again', async () => {
    await retention.run(at('2026-11-20T08:00:00'));
    await store('2026-11-01T08:00:00');
    expect(await stored()).toEqual({ rest: 1 });
    await retention.run(at('2026-11-20T08:10:00'));
    expect(await stored()).toEqual({});
  });

  it('lets two instances do it at once, while scans come', async () => {
    const others = Array.from(
      { length: 3 },
      () => new Retention(database.dataSource, new DayPartitions(), days, new KeptDays(3)),
    );
    const scans = Array.from({ length: 40 }, (_, minute) => `2026-11-20T08:${String(minute).padStart(2, '0')}:00`);
    await Promise.all([
      ...others.map((one) => one.run(at('2026-11-20T08:00:00'))),
      ...scans.map((scan) => store(scan)),
    ]);
    await retention.run(at('2026-11-20T09:00:00'));

    expect(await stored()).toEqual({ '20261120': 40 });
  });
});
