import { startService, type RunningService } from '@entry/testing/running-service';
import { cityOf, type City } from '../../test/city';
import { AppModule } from '../app.module';
import type { AgencyPage, AgencyResponse } from './agencies.schemas';

jest.setTimeout(60_000);

const anAgency = (overrides: object = {}) => ({ name: 'Sở Y tế', district: 'ba-dinh', kind: 'state', ...overrides });

describe('/v1/agencies', () => {
  let service: RunningService;
  let city: City;
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
    city = cityOf(service);
  });
  afterAll(() => service.stop());

  const operator = () => service.issuer.sign({ roles: ['operator'] });
  const ofDistrict = (district: string) => service.issuer.sign({ roles: ['district'], district });
  const post = async (body: object, token?: string) =>
    service.call<AgencyResponse>('POST', '/v1/agencies', { token: token ?? (await operator()), body });
  const list = async (query: string, token?: string) =>
    service.call<AgencyPage>('GET', `/v1/agencies${query}`, { token: token ?? (await operator()) });

  it('adds an agency, which can then be read', async () => {
    const { status, body } = await post(anAgency());

    expect(status).toBe(201);
    expect(body).toEqual({ id: expect.any(String) as string, ...anAgency(), closedAt: null, version: 1 });
    const token = await service.issuer.sign({ roles: ['auditor'] });
    expect(await service.call('GET', `/v1/agencies/${body.id}`, { token })).toMatchObject({ status: 200, body });
  });

  it('notes who added it', async () => {
    const token = await service.issuer.sign({ roles: ['police'], sub: 'officer-7' });
    const { body } = await post(anAgency(), token);

    const rows = await service.database.dataSource.query<unknown[]>(`SELECT created_by FROM agency WHERE id = $1`, [
      body.id,
    ]);

    expect(rows).toEqual([{ created_by: 'officer-7' }]);
  });

  it('does not know a district that Hanoi does not have', async () => {
    expect(await post(anAgency({ district: 'quan-1' }))).toMatchObject({
      status: 422,
      body: { code: 'REFERENCE_UNKNOWN', errors: [{ pointer: '/district', code: 'UNKNOWN_REFERENCE' }] },
    });
  });

  it.each([
    ['/name', { name: '   ' }],
    ['/name', { name: 'a\u0000b' }],
    ['/name', { name: 'x'.repeat(201) }],
    ['/kind', { kind: 'secret' }],
    ['/district', { district: 7 }],
    ['', { id: 'mine' }],
  ])('refuses what does not fit at %j', async (pointer, overrides) => {
    expect(await post(anAgency(overrides))).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_INVALID', errors: [{ pointer }] },
    });
  });

  it('lets a district add agencies to itself alone', async () => {
    const token = await ofDistrict('dong-da');

    expect(await post(anAgency({ district: 'dong-da' }), token)).toMatchObject({ status: 201 });
    expect(await post(anAgency({ district: 'ba-dinh' }), token)).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
  });

  it.each(['agency', 'auditor', 'committee', 'health-department', 'health-ministry', 'analyst'])(
    'lets no %s add one',
    async (role) => {
      const token = await service.issuer.sign({ roles: [role] });

      expect(await post(anAgency(), token)).toMatchObject({ status: 403, body: { code: 'ROLE_NOT_ALLOWED' } });
    },
  );

  it('shows an agency and a district their own only', async () => {
    const [own, other] = await Promise.all([city.agency('tay-ho'), city.agency('long-bien')]);
    const tokens = [await service.issuer.sign({ roles: ['agency'], agency: own }), await ofDistrict('tay-ho')];

    for (const token of tokens) {
      expect((await list('', token)).body).toMatchObject({ items: [{ id: own }], nextCursor: null });
      expect((await list('?district=long-bien', token)).body.items).toEqual([]);
      expect(await service.call('GET', `/v1/agencies/${own}`, { token })).toMatchObject({ status: 200 });
      expect(await service.call('GET', `/v1/agencies/${other}`, { token })).toMatchObject({ status: 404 });
    }
  });

  it('shows nothing to a token that names no agency', async () => {
    const token = await service.issuer.sign({ roles: ['agency', 'district'] });

    expect((await list('', token)).body).toEqual({ items: [], nextCursor: null });
  });

  it('pages in the order of creation', async () => {
    const added = [await city.agency('ba-vi'), await city.agency('ba-vi'), await city.agency('ba-vi')];

    const first = await list('?district=ba-vi&limit=2');
    const second = await list(`?district=ba-vi&limit=2&cursor=${first.body.nextCursor}`);

    expect(first.body.items.map(({ id }) => id)).toEqual(added.slice(0, 2));
    expect(second.body).toMatchObject({ items: [{ id: added[2] }], nextCursor: null });
  });

  it.each([
    ['cursor=nonsense', 'CURSOR_INVALID'],
    ['limit=0', 'REQUEST_INVALID'],
    ['limit=501', 'REQUEST_INVALID'],
    ['district=a&district=b', 'REQUEST_INVALID'],
  ])('refuses a list with ?%s', async (query, code) => {
    expect(await list(`?${query}`)).toMatchObject({ status: 400, body: { code } });
  });

  it.each(['not-a-uuid', '0190b1f4-0000-7000-8000-000000000001'])('has no agency %s', async (id) => {
    expect(await service.call('GET', `/v1/agencies/${id}`, { token: await operator() })).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
  });
});
