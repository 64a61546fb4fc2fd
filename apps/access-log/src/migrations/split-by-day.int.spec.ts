import { PackOutbox1795900000000 } from '@entry/platform/outbox/pack-outbox.migration';
import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { AccessEvents1795392000000 } from './1795392000000-access-events';
import { RecordedScans1795737600000 } from './1795737600000-recorded-scans';
import { HourlyCounts1796000000007 } from './1796000000007-hourly-counts';
import { SplitByDay1796000000008 } from './1796000000008-split-by-day';

describe('a log from before days were partitions', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startTestDatabase({
      migrations: [AccessEvents1795392000000, RecordedScans1795737600000, PackOutbox1795900000000],
    });
  });
  afterAll(() => database.stop());

  it('keeps every scan, each in its day, and counts them', async () => {
    const { dataSource } = database;
    await dataSource.query(
      `INSERT INTO access_event SELECT gen_random_uuid(), gen_random_uuid(), 'gateway-1', 'somebody', gen_random_uuid(), gen_random_uuid(),
         gen_random_uuid(), 'ba-dinh', 'mall', 'check', '{TEST_REQUIRED,CARD_SUPERSEDED}', '1', at - interval '1 day', at, NULL, NULL
       FROM unnest($1::timestamptz[]) AS at`,
      [['2026-11-22T16:59:59.999Z', '2026-11-22T17:00:00Z', '2026-11-23T16:59:59Z']],
    );
    await dataSource.query(`INSERT INTO recorded_scan SELECT device_id, scan_id, subject FROM access_event`);
    const runner = dataSource.createQueryRunner();
    await new HourlyCounts1796000000007().up(runner);
    await new SplitByDay1796000000008().up(runner);
    const partsOf = (table: string) =>
      dataSource.query<{ part: string; rows: number }[]>(
        `SELECT tableoid::regclass::text AS part, count(*)::int AS rows FROM ${table} GROUP BY 1 ORDER BY 1`,
      );

    expect(await partsOf('access_event')).toEqual([
      { part: 'access_event_20261122', rows: 1 },
      { part: 'access_event_20261123', rows: 2 },
    ]);
    expect(await partsOf('recorded_scan')).toEqual([
      { part: 'recorded_scan_20261122', rows: 2 },
      { part: 'recorded_scan_rest', rows: 1 },
    ]);
    expect(await dataSource.query(`SELECT sum(scans)::int AS scans FROM scans_of_hour`)).toEqual([{ scans: 3 }]);
    expect(await dataSource.query(`SELECT sum(scans)::int AS scans FROM reasons_of_hour`)).toEqual([{ scans: 6 }]);

    await new SplitByDay1796000000008().down(runner);
    expect(await partsOf('access_event')).toEqual([{ part: 'access_event', rows: 3 }]);
    expect(await partsOf('recorded_scan')).toEqual([{ part: 'recorded_scan', rows: 3 }]);
    await runner.release();
  });
});
