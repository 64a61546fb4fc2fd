import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { Claims } from '@entry/testing/token-issuer';
import { randomUUID } from 'node:crypto';
import { startAccessLogApp, type AccessLogApp } from '../access-log-app.fake';
import { anAccessEvent } from '../storing/access-event.fake';
import { storeAccessEvents } from '../storing/access-event.store';
import type { AccessEventsPage } from './access-events.schemas';
import { ListingModule } from './listing.module';

describe('GET /v1/access-events', () => {
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
  const get = async (claims: Claims | null, query: Record<string, string> = {}, accept = 'application/json') => {
    const { statusCode, text } = await app.get('/v1/access-events', claims, query, accept);
    return {
      statusCode,
      body: JSON.parse(text) as AccessEventsPage & { code: string; errors?: { pointer: string }[] },
    };
  };
  const idsSeenBy = async (claims: Claims, query: Record<string, string> = {}) => {
    const { statusCode, body } = await get(claims, query);
    expect(statusCode).toBe(200);
    return body.items.map(({ eventId }) => eventId);
  };
  const auditor = { roles: ['auditor'] };

  it('shows an auditor a scan as it was, without the person', async () => {
    const event = anAccessEvent({ decision: 'deny', reasons: ['INFECTED', 'TEST_REQUIRED'], sequence: 2 ** 40 });
    await store(event);

    const { gatewayId: _, subject: __, ...shown } = event;
    expect((await get(auditor)).body).toEqual({ items: [shown], nextCursor: null });
  });

  it.each(['agency', 'district'] as const)('shows the role %s its own scans, and no diagnosis', async (role) => {
    const own = anAccessEvent({ reasons: ['INFECTED'] });
    await store(own, anAccessEvent({ district: 'tay-ho' }));

    const { body } = await get({ roles: [role], [role]: own[role] });
    expect(body.items.map(({ eventId, reasons }) => ({ eventId, reasons }))).toEqual([
      { eventId: own.eventId, reasons: ['HEALTH_DESK'] },
    ]);
  });

  it("answers 404 to who names somebody else's agency or district, whether there is one or not", async () => {
    const own = anAccessEvent({ district: 'ba-dinh' });
    const other = anAccessEvent({ district: 'tay-ho' });
    await store(own, other);
    const agency = { roles: ['agency'], agency: own.agency };
    const district = { roles: ['district'], district: 'ba-dinh' };

    for (const [claims, query] of [
      [agency, { agency: other.agency }],
      [agency, { district: 'tay-ho' }],
      [district, { district: 'tay-ho' }],
      [district, { district: 'nowhere' }],
      [district, { agency: other.agency }],
      [district, { agency: randomUUID() }],
    ] as const) {
      expect(await get(claims, query)).toMatchObject({ statusCode: 404, body: { code: 'NOT_FOUND' } });
    }
    expect(await idsSeenBy(agency, { agency: own.agency.toUpperCase() })).toEqual([own.eventId]);
    expect(await idsSeenBy(district, { agency: own.agency })).toEqual([own.eventId]);
  });

  it('keeps an agency of two districts apart for each of them', async () => {
    const here = anAccessEvent({ district: 'ba-dinh' });
    const there = anAccessEvent({ district: 'tay-ho', agency: here.agency });
    await store(here, there);

    const query = { agency: here.agency };
    expect(await idsSeenBy({ roles: ['district'], district: 'ba-dinh' }, query)).toEqual([here.eventId]);
    expect(await idsSeenBy({ roles: ['district'], district: 'tay-ho' }, query)).toEqual([there.eventId]);
  });

  it('shows nothing to a role without its claim, and to no other role', async () => {
    await store(anAccessEvent());

    for (const claims of [{ roles: ['agency'] }, { roles: ['agency'], agency: 'all' }, { roles: ['district'] }]) {
      expect(await get(claims)).toMatchObject({ statusCode: 403, body: { code: 'SCOPE_MISSING' } });
    }
    expect(await get({ roles: ['police'] })).toMatchObject({ statusCode: 403, body: { code: 'ROLE_NOT_ALLOWED' } });
    expect((await get(null)).statusCode).toBe(401);
  });

  it('narrows by checkpoint, decision and half-open time of arrival', async () => {
    const at = (receivedAt: string) => anAccessEvent({ receivedAt, scannedAt: '2020-01-01T00:00:00.000Z' });
    const [before, first, last, end] = [
      at('2026-11-23T00:59:59.999Z'),
      at('2026-11-23T01:00:00.000Z'),
      at('2026-11-23T01:59:59.999Z'),
      at('2026-11-23T02:00:00.000Z'),
    ];
    await store(before, first, last, end);
    const hour = { from: '2026-11-23T08:00:00+07:00', to: '2026-11-23T02:00:00Z' };

    expect(await idsSeenBy(auditor)).toEqual([end, last, first, before].map(({ eventId }) => eventId));
    expect(await idsSeenBy(auditor, hour)).toEqual([last.eventId, first.eventId]);
    expect(await idsSeenBy(auditor, { ...hour, checkpoint: first.checkpoint })).toEqual([first.eventId]);
    expect(await idsSeenBy(auditor, { ...hour, decision: 'deny' })).toEqual([]);
  });

  it('neither repeats nor leaves out a scan while newer ones arrive', async () => {
    const many = Array.from({ length: 25 }, () => anAccessEvent({ receivedAt: '2026-11-23T01:00:00.000Z' }));
    await store(...many);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await get(auditor, { limit: '4', ...(cursor ? { cursor } : {}) });
      seen.push(...body.items.map(({ eventId }) => eventId));
      cursor = body.nextCursor;
      await store(anAccessEvent({ receivedAt: '2026-11-23T01:00:00.001Z' }));
    } while (cursor);

    const expected = many.map(({ eventId }) => eventId).sort();
    expect(seen).toEqual(expected.reverse());
  });

  it("gives no more with another caller's cursor", async () => {
    const own = anAccessEvent({ receivedAt: '2026-11-23T01:00:00.000Z' });
    const others = ['2026-11-23T00:00:00.000Z', '2026-11-23T02:00:00.000Z', '2026-11-23T03:00:00.000Z'];
    await store(own, ...others.map((receivedAt) => anAccessEvent({ receivedAt })));
    const cursor = (await get(auditor, { limit: '1' })).body.nextCursor!;

    expect(await idsSeenBy({ roles: ['agency'], agency: own.agency }, { cursor })).toEqual([own.eventId]);
  });

  it.each([
    ['cursor', 'tampered'],
    ['cursor', Buffer.from(`2026-11-23T01:00:00.000Z ' OR true --`).toString('base64url')],
    ['limit', '0'],
    ['limit', '501'],
    ['limit', '1.5'],
    ['limit', 'many'],
    ['from', '2026-11-23'],
    ['from', '2026-11-23T01:00:00'],
    ['to', '0000-01-01T00:00:00Z'],
    ['agency', 'mine'],
    ['checkpoint', "'"],
    ['decision', 'maybe'],
    ['district', ''],
    ['district', '\0'],
  ])('refuses %s=%j and names the place', async (name, value) => {
    const { statusCode, body } = await get(auditor, { [name]: value });

    expect({ statusCode, code: body.code }).toEqual({ statusCode: 400, code: 'REQUEST_INVALID' });
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual([`/${name}`]);
  });

  it('refuses a parameter that it does not know', async () => {
    expect(await get(auditor, { subject: 'x' })).toMatchObject({ statusCode: 400, body: { code: 'REQUEST_INVALID' } });
  });

  it('answers 406 to who accepts nothing of that', async () => {
    expect(await get(auditor, {}, 'text/html')).toMatchObject({ statusCode: 406, body: { code: 'NOT_ACCEPTABLE' } });
  });
});
