import { startService, type RunningService } from '@entry/testing/running-service';
import { AppModule } from '../app.module';
import type { DistrictPage } from './districts.schemas';

jest.setTimeout(60_000);

describe('GET /v1/districts', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
  });
  afterAll(() => service.stop());

  it("lists Hanoi's thirty districts by their codes", async () => {
    const token = await service.issuer.sign({ roles: ['analyst'] });

    const { status, body } = await service.call<DistrictPage>('GET', '/v1/districts', { token });

    expect(status).toBe(200);
    expect(body.nextCursor).toBeNull();
    expect(body.items).toHaveLength(30);
    expect(body.items[0]).toEqual({ id: 'ba-dinh', code: '001', name: 'Ba Đình' });
    expect(body.items[29]).toEqual({ id: 'my-duc', code: '282', name: 'Mỹ Đức' });
  });

  it('gives each district a slug of its own name', async () => {
    const token = await service.issuer.sign({ roles: ['operator'] });

    const { body } = await service.call<DistrictPage>('GET', '/v1/districts', { token });

    const slug = (name: string) =>
      name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').replaceAll(' ', '-');
    expect(body.items.map(({ id }) => id)).toEqual(body.items.map(({ name }) => slug(name)));
  });

  it('refuses whoever brings no token', async () => {
    expect(await service.call('GET', '/v1/districts')).toMatchObject({ status: 401, body: { code: 'TOKEN_MISSING' } });
  });

  it('describes every path and answer in the OpenAPI document', async () => {
    const { body } = await service.call<{ paths: Record<string, object> }>('GET', '/openapi.json');

    expect(Object.keys(body.paths).sort()).toEqual(
      expect.arrayContaining([
        '/v1/agencies/{id}',
        '/v1/checkpoints/{id}/readiness',
        '/v1/departments',
        '/v1/device-proposals/{id}/review',
        '/v1/device-rounds/{id}/totals',
        '/v1/devices/enrol',
        '/v1/districts',
        '/v1/entry-policies',
      ]),
    );
    const operations = Object.values(body.paths).flatMap((path) => Object.values(path) as { responses: object }[]);
    expect(operations.filter(({ responses }) => Object.keys(responses).length === 0)).toEqual([]);
  });
});
