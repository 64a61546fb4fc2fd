import { startService, type RunningService } from '@entry/testing/running-service';
import { cityOf, type City } from '../../test/city';
import { AppModule } from '../app.module';
import type { CreateDeviceResponse, DevicePage, DeviceResponse, RotateResponse } from './devices.schemas';

jest.setTimeout(60_000);

const unknown = '0190b1f4-0000-7000-8000-000000000001';

describe('/v1/devices', () => {
  let service: RunningService;
  let city: City;
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
    city = cityOf(service);
  });
  afterAll(() => service.stop());

  const operator = () => service.issuer.sign({ roles: ['operator'] });
  const ofAgency = (agency: string) => service.issuer.sign({ roles: ['agency'], agency });
  const post = async <Body = unknown>(path: string, { token, body }: { token?: string; body?: object } = {}) =>
    service.call<Body>('POST', `/v1/devices${path}`, {
      token: token ?? (await operator()),
      ...(body === undefined ? {} : { body }),
    });
  const get = async <Body = DeviceResponse>(path: string, token?: string) =>
    service.call<Body>('GET', `/v1/devices${path}`, { token: token ?? (await operator()) });

  it('gives a code that enrols the device within 24 hours', async () => {
    const checkpoint = await city.checkpoint();
    const before = Date.now();

    const { status, headers, body } = await post<CreateDeviceResponse>('', { body: { checkpoint } });

    expect(status).toBe(201);
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(body).toMatchObject({ checkpoint, status: 'enrolling' });
    expect(body.enrolmentCode).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect(body.enrolmentQr).toContain('<svg');
    const lifetime = Date.parse(body.enrolmentCodeExpiresAt) - before;
    expect(lifetime).toBeGreaterThanOrEqual(24 * 3_600_000);
    expect((await get(`/${body.id}`)).body).toEqual({
      id: body.id,
      checkpoint,
      status: 'enrolling',
      enrolledAt: null,
      revokedAt: null,
      createdAt: new Date(Date.parse(body.enrolmentCodeExpiresAt) - 24 * 3_600_000).toISOString(),
      signs: false,
      lastSeenAt: null,
      scansToday: 0,
      softwareVersion: null,
      queueLength: null,
      clockSkewMilliseconds: null,
      suspectedAt: null,
    });
  });

  it('does not know a checkpoint that is not there', async () => {
    expect(await post('', { body: { checkpoint: unknown } })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/checkpoint', code: 'UNKNOWN_REFERENCE' }] },
    });
  });

  it.each([
    ['an hour', undefined, 60],
    ['an hour', {}, 60],
    ['as long as it is told', { previousTokenGoodForMinutes: 1_440 }, 1_440],
    ['no time', { previousTokenGoodForMinutes: 0 }, 0],
  ])('replaces the token of an active device, and keeps the one before for %s', async (_, request, minutes) => {
    const { id, token: before } = await city.enrolledDevice();
    const earliest = Date.now();

    const { status, body } = await post<RotateResponse>(`/${id}/rotate`, request && { body: request });

    expect(status).toBe(200);
    const [token, previousTokenGoodUntil] = [expect.stringMatching(/^[\w-]{43}$/), expect.any(String)] as string[];
    expect(body).toEqual({ id, token, previousTokenGoodUntil });
    expect(body.token).not.toBe(before);
    const begin = Date.parse(body.previousTokenGoodUntil) - minutes * 60_000;
    expect(begin).toBeGreaterThanOrEqual(earliest);
    expect(begin).toBeLessThanOrEqual(Date.now());
  });

  it.each([-1, 1_441, 1.5, '60', null])('keeps no token for %j minutes', async (previousTokenGoodForMinutes) => {
    const { id } = await city.enrolledDevice();

    expect(await post(`/${id}/rotate`, { body: { previousTokenGoodForMinutes } })).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_INVALID', errors: [{ pointer: '/previousTokenGoodForMinutes' }] },
    });
  });

  it('replaces no token of a device that is not active', async () => {
    const enrolling = await city.device();
    const revoked = await city.enrolledDevice();
    await post(`/${revoked.id}/revoke`);

    for (const { id } of [enrolling, revoked]) {
      expect(await post(`/${id}/rotate`)).toMatchObject({ status: 409, body: { code: 'DEVICE_NOT_ACTIVE' } });
    }
  });

  it('revokes a device once, however often it is asked to', async () => {
    const { id } = await city.enrolledDevice();

    const answers = [await post(`/${id}/revoke`), await post(`/${id}/revoke`)];

    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { id, status: 'revoked' } });
    const { body } = await get(`/${id}`);
    expect(body).toMatchObject({ status: 'revoked', revokedAt: expect.any(String) as string });
    const rows = await service.database.dataSource.query<unknown[]>(`SELECT version FROM device WHERE id = $1`, [id]);
    expect(rows).toEqual([{ version: 3 }]);
  });

  it.each(['/rotate', '/revoke'])('has no device to %s under an unknown id', async (path) => {
    for (const id of [unknown, 'not-a-uuid']) {
      expect(await post(`/${id}${path}`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
  });

  it('lets an agency see and change its own devices only', async () => {
    const agency = await city.agency('tay-ho');
    const own = await city.enrolledDevice(await city.checkpoint(agency));
    const other = await city.enrolledDevice();
    const token = await ofAgency(agency);

    expect((await get<DevicePage>('', token)).body).toMatchObject({ items: [{ id: own.id }], nextCursor: null });
    expect(await get(`/${other.id}`, token)).toMatchObject({ status: 404 });
    expect(await post('', { token, body: { checkpoint: own.checkpoint } })).toMatchObject({ status: 201 });
    expect(await post('', { token, body: { checkpoint: other.checkpoint } })).toMatchObject({ status: 404 });
    for (const path of ['rotate', 'revoke']) {
      expect(await post(`/${own.id}/${path}`, { token })).toMatchObject({ status: 200 });
      expect(await post(`/${other.id}/${path}`, { token })).toMatchObject({ status: 404 });
    }
    expect((await get(`/${other.id}`)).body.status).toBe('active');
  });

  it('lets a district see the devices of its agencies, and change none', async () => {
    const own = await city.enrolledDevice(await city.checkpoint(await city.agency('me-linh')));
    const other = await city.enrolledDevice();
    const token = await service.issuer.sign({ roles: ['district'], district: 'me-linh' });

    expect((await get<DevicePage>('', token)).body).toMatchObject({ items: [{ id: own.id }], nextCursor: null });
    expect(await get(`/${own.id}`, token)).toMatchObject({ status: 200 });
    expect(await get(`/${other.id}`, token)).toMatchObject({ status: 404 });
    expect(await post(`/${own.id}/revoke`, { token })).toMatchObject({ status: 403 });
  });

  it('lists the devices of a checkpoint in pages', async () => {
    const checkpoint = await city.checkpoint();
    const first = await city.device(checkpoint);
    const second = await city.device(checkpoint);

    const page = await get<DevicePage>(`?checkpoint=${checkpoint}&limit=1`);
    const rest = await get<DevicePage>(`?checkpoint=${checkpoint}&limit=1&cursor=${page.body.nextCursor}`);

    expect(page.body.items).toMatchObject([{ id: first.id }]);
    expect(rest.body).toMatchObject({ items: [{ id: second.id }], nextCursor: null });
  });
});
