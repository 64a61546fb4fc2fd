import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { AccessModule } from '@entry/platform/access/access.module';
import { DatabaseModule } from '@entry/platform/database/database.module';
import { createHttpApp } from '@entry/platform/http/http-app';
import { loggerModule } from '@entry/platform/logging/logger.module';
import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { startTokenIssuer, type Claims, type TokenIssuer } from '@entry/testing/token-issuer';
import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { migrations } from '../migrations';
import { anAccessEvent } from '../storing/access-event.fake';
import { storeAccessEvents } from '../storing/access-event.store';
import { AccessEventItem, type AccessEventsPage } from './access-events.schemas';
import { ListingModule } from './listing.module';

@Module({})
class ListingApp {}

describe('GET /v1/access-events', () => {
  let issuer: TokenIssuer;
  let database: TestDatabase;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    issuer = await startTokenIssuer();
    database = await startTestDatabase({ migrations });
    const imports = [
      loggerModule('access-log', 'fatal'),
      DiscoveryModule,
      AccessModule.forRoot(issuer),
      DatabaseModule.forRoot({ url: database.url, service: 'access-log', migrations }),
      ListingModule,
    ];
    app = await createHttpApp({ module: ListingApp, imports }, 'access-log');
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  beforeEach(() => database.dataSource.query('TRUNCATE access_event, recorded_scan, agency_district'));
  afterAll(async () => {
    await app.close();
    await database.stop();
    await issuer.stop();
  });

  const store = async (...events: AccessEventV1[]) => {
    await storeAccessEvents(
      database.dataSource.manager,
      events.map((data) => ({ data })),
    );
  };
  const get = async (claims: Claims, query: Record<string, string> = {}, accept = 'application/json') => {
    const authorization = `Bearer ${await issuer.sign(claims)}`;
    const { statusCode, json } = await app.inject({
      url: '/v1/access-events',
      query,
      headers: { authorization, accept },
    });
    return { statusCode, body: json<AccessEventsPage & { code: string; errors?: { pointer: string }[] }>() };
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
    expect((await app.inject('/v1/access-events')).statusCode).toBe(401);
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

  const stream = async (claims: Claims, accept: string, query: Record<string, string> = {}) => {
    const authorization = `Bearer ${await issuer.sign(claims)}`;
    const answer = await app.inject({ url: '/v1/access-events', query, headers: { authorization, accept } });
    return { statusCode: answer.statusCode, type: answer.headers['content-type'], body: answer.body };
  };

  it('streams all of them, the same as in pages, however many', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 23) + minute * 60_000).toISOString();
    await store(...Array.from({ length: 2_500 }, (_, minute) => anAccessEvent({ receivedAt: at(minute) })));
    const query = { from: at(100), to: at(2_400), limit: '7' };
    const { type, body } = await stream(auditor, 'application/x-ndjson', query);
    const seen = body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AccessEventItem);

    expect(type).toBe('application/x-ndjson; charset=utf-8');
    expect(seen.map(({ receivedAt }) => receivedAt)).toEqual(Array.from({ length: 2_300 }, (_, n) => at(2_399 - n)));
    expect(seen.slice(0, 7)).toEqual((await get(auditor, query)).body.items);
  });

  it('gives CSV a header and tells nobody but auditors a diagnosis', async () => {
    const event = anAccessEvent({ decision: 'deny', reasons: ['INFECTED', 'TEST_REQUIRED'], sequence: null });
    await store(event, anAccessEvent());
    const { body } = await stream({ roles: ['agency'], agency: event.agency }, 'text/csv');
    const [header, ...rows] = body.trimEnd().split('\r\n');

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

    expect((await stream(district, 'application/x-ndjson')).body).toBe('');
    expect((await stream(district, 'text/csv')).body).toBe(`${Object.keys(AccessEventItem.shape).join(',')}\r\n`);
    expect(await stream(district, 'text/csv', { agency: other.agency })).toMatchObject({ statusCode: 404 });
    expect(await stream({ roles: ['agency'] }, 'text/csv')).toMatchObject({ statusCode: 403 });
  });

  it('answers 406 to who accepts nothing of that', async () => {
    expect(await get(auditor, {}, 'text/html')).toMatchObject({ statusCode: 406, body: { code: 'NOT_ACCEPTABLE' } });
  });
});
