import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { Outbox } from '@entry/platform/outbox/outbox';
import type { Claims } from '@entry/testing/token-issuer';
import { createSecretKey, randomUUID } from 'node:crypto';
import { startAccessLogApp, type AccessLogApp } from '../access-log-app.fake';
import { anAccessEvent } from '../storing/access-event.fake';
import { AccessEventRecorder } from '../storing/access-event-recorder';
import { AnalyticsMessages } from '../storing/analytics-messages';
import { VisitorPseudonyms } from '../storing/visitor-pseudonyms';
import { groupings, type AccessStatistics } from './access-statistics.schemas';
import { AccessStatisticsRepository } from './access-statistics.repository';
import { StatisticsModule } from './statistics.module';
import { Sums } from './sums';

const auditor = { roles: ['auditor'] };
const analyst = { roles: ['analyst'] };
const morning = { from: '2026-11-23T07:00:00+07:00', to: '2026-11-23T10:00:00+07:00' };

describe('GET /v1/access-statistics', () => {
  const recorder = new AccessEventRecorder(
    new AnalyticsMessages(new VisitorPseudonyms(createSecretKey(Buffer.alloc(32, 1)))),
  );
  let app: AccessLogApp;
  beforeAll(async () => {
    app = await startAccessLogApp([StatisticsModule]);
  });
  beforeEach(() =>
    app.dataSource.query(
      `TRUNCATE access_event, recorded_scan, agency_district, counted_scans, scans_of_hour, reasons_of_hour, scans_of_day, reasons_of_day,
         district_scans_of_hour, district_reasons_of_hour, outbox`,
    ),
  );
  afterAll(() => app.stop());

  const record = (...events: AccessEventV1[]) =>
    new Outbox(app.dataSource).transaction((change) =>
      recorder.record(
        events.map((data) => ({ data })),
        change,
      ),
    );
  const sumUp = () => new Sums(app.dataSource).add();
  const get = async (claims: Claims, query: Record<string, string> = {}) => {
    const { statusCode, text } = await app.get('/v1/access-statistics', claims, query);
    return {
      statusCode,
      body: JSON.parse(text) as AccessStatistics & { code: string; errors?: { pointer: string }[] },
    };
  };
  const count = async (claims: Claims, groupBy: string, query: Record<string, string> = morning) => {
    const { statusCode, body } = await get(claims, { ...query, ...(groupBy ? { groupBy } : {}) });
    expect(statusCode).toBe(200);
    return body.items;
  };
  const at = (receivedAt: string, event: Partial<AccessEventV1> = {}) => anAccessEvent({ ...event, receivedAt });

  it('counts what was scanned, by hour and day of Hanoi', async () => {
    await record(
      at('2026-11-22T16:59:59.999Z'),
      at('2026-11-22T17:00:00.000Z'),
      at('2026-11-23T01:30:00.000Z'),
      at('2026-11-23T01:59:59.999Z'),
      at('2026-11-23T02:00:00.000Z'),
    );
    await sumUp();
    const days = { from: '2026-11-22T00:00:00+07:00', to: '2026-11-24T00:00:00+07:00' };

    expect(await count(auditor, 'day', days)).toEqual([
      { day: '2026-11-22', scans: 1 },
      { day: '2026-11-23', scans: 4 },
    ]);
    expect(await count(auditor, 'hour')).toEqual([
      { hour: '2026-11-23T08:00:00+07:00', scans: 2 },
      { hour: '2026-11-23T09:00:00+07:00', scans: 1 },
    ]);
    expect(await count(auditor, '')).toEqual([{ scans: 3 }]);
    expect(await count(auditor, '', { from: '2026-12-01T00:00:00Z', to: '2026-12-02T00:00:00Z' })).toEqual([]);
  });

  it('counts a window that begins and ends within hours as exactly', async () => {
    const minutes = Array.from({ length: 180 }, (_, minute) =>
      new Date(Date.UTC(2026, 10, 23, 0, minute)).toISOString(),
    );
    await record(...minutes.map((minute) => at(minute)));
    await sumUp();
    await record(at('2026-11-24T01:00:00.000Z'));

    for (const [from, to, scans] of [
      [20, 160, 140],
      [60, 121, 61],
      [59, 120, 61],
      [70, 80, 10],
      [50, 70, 20],
    ] as const) {
      expect(await count(auditor, '', { from: minutes[from]!, to: minutes[to]! })).toEqual([{ scans }]);
    }
  });

  it('counts a scan once however often it comes, and one that comes late in its own hour', async () => {
    const event = at('2026-11-23T01:00:00.000Z', { reasons: ['TEST_REQUIRED'], decision: 'check' });
    await record(event, event);
    await sumUp();
    await record(event, at('2026-11-23T02:00:00.000Z'));
    await record(at('2026-11-23T01:10:00.000Z'));

    expect(await count(auditor, 'hour')).toEqual([
      { hour: '2026-11-23T08:00:00+07:00', scans: 2 },
      { hour: '2026-11-23T09:00:00+07:00', scans: 1 },
    ]);
    expect(await count(auditor, 'reason')).toEqual([{ reason: 'TEST_REQUIRED', scans: 1 }]);
  });

  it.each([
    ['before they are summed up', 0],
    ['when they are summed up', 300],
    ['while they are summed up', 170],
  ])('gives every pair of groups the sum of what a look at each scan gives, %s', async (_, summedUp) => {
    const places = Array.from({ length: 4 }, () => anAccessEvent());
    const reasons = [[], ['TEST_REQUIRED'], ['INFECTED', 'TEST_REQUIRED']];
    const events = Array.from({ length: 300 }, (_, n) => {
      const { district, agency, checkpoint, venueKind } = places[n % 4]!;
      const decision = (['allow', 'check', 'deny'] as const)[n % 3]!;
      const receivedAt = new Date(Date.UTC(2026, 10, 21, 0, 17 * n)).toISOString();
      return anAccessEvent({ district, agency, checkpoint, venueKind, decision, receivedAt, reasons: reasons[n % 3]! });
    });
    await record(...events.slice(0, summedUp));
    await sumUp();
    await record(...events.slice(summedUp));
    const whole = { from: events[7]!.receivedAt, to: events[290]!.receivedAt };

    for (const first of groupings)
      for (const second of groupings) {
        if (first === second) continue;
        const items = await count(auditor, `${first},${second}`, whole);
        const byReason = [first, second].includes('reason');
        const expected = events.slice(7, 290).reduce((sum, { reasons }) => sum + (byReason ? reasons.length : 1), 0);
        expect(items.reduce((sum, { scans }) => sum + scans, 0)).toBe(expected);
        expect(new Set(items.map((item) => `${item[first]} ${item[second]}`)).size).toBe(items.length);
      }
  });

  it.each(['agency', 'district'] as const)('shows the role %s its own alone, and no diagnosis', async (role) => {
    const own = at('2026-11-23T01:00:00.000Z', { decision: 'deny', reasons: ['INFECTED'], district: 'ba-dinh' });
    const other = at('2026-11-23T01:00:00.000Z', { district: 'tay-ho' });
    await record(own, other);
    const claims = { roles: [role], [role]: own[role] };

    expect(await count(claims, 'reason')).toEqual([{ reason: 'HEALTH_DESK', scans: 1 }]);
    expect(await count(claims, 'district')).toEqual([{ district: 'ba-dinh', scans: 1 }]);
    expect(await count(claims, '', { ...morning, from: '2026-11-23T00:59:59Z' })).toEqual([{ scans: 1 }]);
    for (const asked of [{ agency: other.agency }, { district: 'tay-ho' }])
      expect(await get(claims, { ...morning, ...asked })).toMatchObject({
        statusCode: 404,
        body: { code: 'NOT_FOUND' },
      });
    expect(await get({ roles: [role] }, morning)).toMatchObject({ statusCode: 403, body: { code: 'SCOPE_MISSING' } });
  });

  it.each(['police', 'committee', 'health-department', 'auditor'])('shows the role %s the whole city', async (role) => {
    await record(at('2026-11-23T01:00:00.000Z', { decision: 'deny', reasons: ['INFECTED'] }));

    expect(await count({ roles: [role] }, 'reason')).toEqual([{ reason: 'INFECTED', scans: 1 }]);
  });

  it('knows that there are too many groups by hours that lie within the window alone', async () => {
    const repository = new AccessStatisticsRepository(app.dataSource);
    const place = anAccessEvent();
    const here = { agency: place.agency, checkpoint: place.checkpoint };
    await record(...[1, 2, 3].map((hour) => at(`2026-11-23T0${hour}:00:00.000Z`, here)));
    await sumUp();
    const window = { from: new Date('2026-11-23T01:00:00.001Z'), to: new Date('2026-11-23T04:00:00Z') };
    const nothing = { agencies: [], districts: [] };

    expect(await repository.hasGroups(window, ['hour', 'checkpoint'], nothing, 2)).toBe(true);
    expect(await repository.hasGroups(window, ['hour', 'checkpoint'], nothing, 3)).toBe(false);
    expect(await repository.hasGroups(window, ['day', 'checkpoint'], nothing, 1)).toBe(false);
  });

  it('shows analysts no group below 5 scans, and whole hours alone', async () => {
    const place = anAccessEvent();
    const here = { agency: place.agency, checkpoint: place.checkpoint };
    await record(...Array.from({ length: 5 }, () => at('2026-11-23T01:00:00.000Z', here)));
    await record(...Array.from({ length: 4 }, () => at('2026-11-23T02:00:00.000Z', here)));

    expect((await get(analyst, { ...morning, groupBy: 'hour' })).body).toEqual({
      items: [{ hour: '2026-11-23T08:00:00+07:00', scans: 5 }],
      suppressed: 1,
    });
    expect(await count(analyst, 'agency')).toEqual([{ agency: place.agency, scans: 9 }]);
    expect(await get(analyst, { ...morning, to: '2026-11-23T02:00:01Z' })).toMatchObject({
      statusCode: 422,
      body: { code: 'WINDOW_NOT_WHOLE_HOURS' },
    });
    expect((await get({ roles: ['device'] }, morning)).statusCode).toBe(403);
  });

  it.each([
    ['groupBy', { groupBy: 'minute' }],
    ['groupBy', { groupBy: 'hour,hour' }],
    ['to', { to: morning.from }],
    ['to', { to: '2028-11-23T00:00:00Z' }],
    ['from', { from: 'yesterday' }],
    ['agency', { agency: randomUUID().slice(1) }],
  ])('refuses a wrong %s and names the place', async (name, wrong) => {
    const { statusCode, body } = await get(auditor, { ...morning, ...wrong });

    expect({ statusCode, code: body.code }).toEqual({ statusCode: 400, code: 'REQUEST_INVALID' });
    expect(body.errors?.[0]?.pointer).toMatch(new RegExp(`^/${name}`));
  });

  it('asks for a window', async () => {
    expect((await get(auditor, {})).body.errors?.map(({ pointer }) => pointer)).toEqual(['/from', '/to']);
  });
});
