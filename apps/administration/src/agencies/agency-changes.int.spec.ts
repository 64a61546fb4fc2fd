import { startService, type RunningService } from '@entry/testing/running-service';
import { cityOf, type City } from '../../test/city';
import { AppModule } from '../app.module';
import type { ChangeList } from '../changes/changes.schemas';
import type { ImportResponse } from '@entry/platform/http/csv-file';
import type { AgencyPage, AgencyResponse } from './agencies.schemas';

jest.setTimeout(60_000);

type Claims = Parameters<RunningService['issuer']['sign']>[0];
const operator: Claims = { roles: ['operator'] };

describe('agencies that change', () => {
  let service: RunningService;
  let city: City;
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
    city = cityOf(service);
  });
  afterAll(() => service.stop());

  const send = async <Body = AgencyResponse>(
    claims: Claims,
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    { seen, body, type }: { seen?: number; body?: object | string; type?: string } = {},
  ) => {
    const headers = { ...(seen && { 'if-match': `"${seen}"` }), ...(type && { 'content-type': type }) };
    const token = await service.issuer.sign(claims);
    return service.call<Body>(method, path, { token, headers, ...(body !== undefined && { body }) });
  };
  const upload = (kind: 'agencies' | 'checkpoints', csv: string, claims = operator, query = '') =>
    send<ImportResponse>(claims, 'POST', `/v1/${kind}/import${query}`, { body: csv, type: 'text/csv' });

  it('keep what they were', async () => {
    const id = await city.agency();

    const changed = await send(operator, 'PATCH', `/v1/agencies/${id}`, {
      seen: 1,
      body: { name: 'Sở Xây dựng', reason: 'Merged' },
    });

    expect(changed).toMatchObject({ status: 200, body: { name: 'Sở Xây dựng', kind: 'state', version: 2 } });
    expect((await send<ChangeList>(operator, 'GET', `/v1/agencies/${id}/changes`)).body.items).toMatchObject([
      { step: 'added' },
      { step: 'changed', reason: 'Merged', detail: { before: { name: 'Sở Y tế' } } },
    ]);
  });

  it('close when their checkpoints are closed', async () => {
    const id = await city.agency();
    const checkpoint = await city.bareCheckpoint(id);
    const close = () => send(operator, 'POST', `/v1/agencies/${id}/close`, { seen: 1, body: { reason: 'Dissolved' } });

    expect(await close()).toMatchObject({ status: 409, body: { code: 'AGENCY_HAS_CHECKPOINTS', checkpoints: 1 } });
    await send(operator, 'POST', `/v1/checkpoints/${checkpoint}/close`, { seen: 1, body: { reason: 'Dissolved' } });
    expect(await close()).toMatchObject({ status: 200 });
    const body = { name: 'Cổng', agency: id, venueKind: 'mall', address: '1 Phố' };
    expect(await send(operator, 'POST', '/v1/checkpoints', { body })).toMatchObject({
      status: 409,
      body: { code: 'AGENCY_CLOSED' },
    });
  });

  it('are reviewed by a department as by a district', async () => {
    const department = { id: 'so-cong-thuong', code: 'SCT', name: 'Sở Công Thương' };
    expect(await send(operator, 'POST', '/v1/departments', { body: department })).toMatchObject({ status: 201 });
    expect(await send(operator, 'POST', '/v1/departments', { body: department })).toMatchObject({ status: 409 });
    const own = await city.agency('so-cong-thuong');
    await city.agency('ba-dinh');

    const office: Claims = { roles: ['district'], district: 'so-cong-thuong' };
    const { body } = await send<AgencyPage>(office, 'GET', '/v1/agencies');

    expect(body.items.map(({ id }) => id)).toEqual([own]);
    const { body: departments } = await send(office, 'GET', '/v1/departments');
    expect(departments).toEqual({ items: [department] });
  });

  describe('come from a file', () => {
    it('row by row: a bad one is told, and stops no other', async () => {
      const rows = [
        'name,district,kind',
        'Chợ Đồng Xuân,hoan-kiem,private',
        'Chợ Hôm,hoan-kiem,secret',
        'Chợ Đồng Xuân,hoan-kiem,private',
        'Chợ Mơ,quan-1,private',
        '"Trường ""A"", cơ sở 2",hoan-kiem,state',
      ];

      const { status, body } = await upload('agencies', rows.join('\r\n'));

      expect(status).toBe(200);
      expect(body).toMatchObject({ received: 5, added: 2 });
      expect(body.rejected.map(({ row, errors }) => [row, errors[0]?.pointer, errors[0]?.code])).toEqual([
        [2, '/kind', 'INVALID_VALUE'],
        [3, '/name', 'ALREADY_THERE'],
        [4, '/district', 'UNKNOWN_REFERENCE'],
      ]);
      const again = await upload('agencies', rows.join('\n'));
      expect(again.body).toMatchObject({ received: 5, added: 0 });
    });

    it('not at all in a dry run', async () => {
      const csv = 'name,district,kind\nBến xe Mỹ Đình,nam-tu-liem,state\n';

      expect((await upload('agencies', csv, operator, '?dryRun=true')).body).toMatchObject({ added: 1 });
      expect((await upload('agencies', csv)).body).toMatchObject({ added: 1 });
    });

    it('to a district only its own', async () => {
      const csv = 'name,district,kind\nA,soc-son,state\nB,ba-vi,state\n';

      const { body } = await upload('agencies', csv, { roles: ['district'], district: 'soc-son' });

      expect(body).toMatchObject({ added: 1, rejected: [{ row: 2, errors: [{ pointer: '/district' }] }] });
    });

    it.each([
      ['application/x-ndjson', '{}', 415, 'MEDIA_TYPE_UNSUPPORTED'],
      ['text/csv', 'name,kind\nA,state', 422, 'HEADER_INVALID'],
      ['text/csv', '', 422, 'FILE_EMPTY'],
    ])('not of %s that says %j', async (type, body, status, code) => {
      expect(await send(operator, 'POST', '/v1/agencies/import', { type, body })).toMatchObject({
        status,
        body: { code },
      });
    });

    it('with their checkpoints', async () => {
      const agency = await city.agency();
      const csv = [
        'name,agency,venue_kind,address,latitude,longitude,opening_hours,entrances',
        `Cổng A,${agency},mall,1 Phố Huế,21.01,105.85,Mo-Su 08:00-22:00,Cửa 1; Cửa 2`,
        `Cổng B,${agency},mall,1 Phố Huế,91,105.85,,`,
        `Cổng C,${agency},mall,1 Phố Huế,21.01,,,`,
        'Cổng D,0190b1f4-0000-7000-8000-000000000001,mall,1 Phố Huế,,,,',
      ].join('\n');

      const { body } = await upload('checkpoints', csv, { roles: ['agency'], agency });

      expect(body).toMatchObject({ received: 4, added: 1 });
      expect(body.rejected.map(({ row, errors }) => [row, errors[0]?.pointer])).toEqual([
        [2, '/latitude'],
        [3, '/longitude'],
        [4, '/agency'],
      ]);
      const { body: page } = await send<AgencyPage>(operator, 'GET', `/v1/checkpoints?agency=${agency}`);
      expect(page.items).toMatchObject([
        { coordinates: { latitude: 21.01, longitude: 105.85 }, entrances: ['Cửa 1', 'Cửa 2'] },
      ]);
    });
  });
});
