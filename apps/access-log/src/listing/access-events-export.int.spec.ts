import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { Claims } from '@entry/testing/token-issuer';
import { randomUUID } from 'node:crypto';
import { startAccessLogApp, type AccessLogApp } from '../access-log-app.fake';
import { anAccessEvent } from '../storing/access-event.fake';
import { storeAccessEvents } from '../storing/access-event.store';
import { AccessEventItem, type AccessEventsPage } from './access-events.schemas';
import { ListingModule } from './listing.module';

const auditor = { roles: ['auditor'] };

describe('GET /v1/access-events as a file', () => {
  let app: AccessLogApp;
  beforeAll(async () => {
    app = await startAccessLogApp([ListingModule]);
  });
  beforeEach(() => app.dataSource.query('TRUNCATE access_event, recorded_scan, agency_district'));
  afterAll(() => app.stop());

  const store = async (...events: AccessEventV1[]) => {
    await storeAccessEvents(
      app.dataSource.manager,
      events.map((data) => ({ data })),
    );
  };
  const stream = (claims: Claims, accept: string, query: Record<string, string> = {}) =>
    app.get('/v1/access-events', claims, query, accept);
  const page = async (claims: Claims, query: Record<string, string>) =>
    (JSON.parse((await app.get('/v1/access-events', claims, query)).text) as AccessEventsPage).items;

  it('streams all of them, the same as in pages, however many', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 23) + minute * 60_000).toISOString();
    await store(...Array.from({ length: 2_500 }, (_, minute) => anAccessEvent({ receivedAt: at(minute) })));
    const query = { from: at(100), to: at(2_400), limit: '7' };
    const { type, text } = await stream(auditor, 'application/x-ndjson', query);
    const seen = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AccessEventItem);

    expect(type).toBe('application/x-ndjson; charset=utf-8');
    expect(seen.map(({ receivedAt }) => receivedAt)).toEqual(Array.from({ length: 2_300 }, (_, n) => at(2_399 - n)));
    expect(seen.slice(0, 7)).toEqual(await page(auditor, query));
  });

  it('gives CSV a header and tells nobody but auditors a diagnosis', async () => {
    const event = anAccessEvent({ decision: 'deny', reasons: ['INFECTED', 'TEST_REQUIRED'], sequence: null });
    await store(event, anAccessEvent());
    const { text } = await stream({ roles: ['agency'], agency: event.agency }, 'text/csv');
    const [header, ...rows] = text.trimEnd().split('\r\n');

    expect(header?.split(',')).toEqual(Object.keys(AccessEventItem.shape));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(`${event.eventId},`);
    expect(rows[0]).toContain(',deny,HEALTH_DESK TEST_REQUIRED,');
    expect(rows[0]).not.toContain('INFECTED');
  });

  it('streams nothing of what the caller may not see, and tells so as for a page', async () => {
    const other = anAccessEvent({ district: 'tay-ho' });
    await store(other);
    const district = { roles: ['district'], district: 'ba-dinh' };

    expect((await stream(district, 'application/x-ndjson')).text).toBe('');
    expect((await stream(district, 'text/csv')).text).toBe(`${Object.keys(AccessEventItem.shape).join(',')}\r\n`);
    expect(await stream(district, 'text/csv', { agency: other.agency })).toMatchObject({ statusCode: 404 });
    expect(await stream({ roles: ['agency'] }, 'text/csv')).toMatchObject({ statusCode: 403 });
  });

  it('puts each page and each export on record, with how many scans were given out', async () => {
    const event = anAccessEvent();
    await store(event, anAccessEvent());
    const claims = { roles: ['agency'], agency: event.agency, sub: 'an agency on record' };
    await page(claims, { limit: '1' });
    await stream(claims, 'text/csv');
    await stream(claims, 'application/x-ndjson', { agency: randomUUID() });
    const entries = await app.dataSource.query<{ action: string; rows: number | null }[]>(
      `SELECT action, rows FROM audit_entry WHERE actor = $1 ORDER BY at, id`,
      [claims.sub],
    );

    expect(entries).toEqual([
      { action: 'access-events-listed', rows: 1 },
      { action: 'access-events-export-begun', rows: null },
      { action: 'access-events-export-ended', rows: 1 },
    ]);
  });
});
