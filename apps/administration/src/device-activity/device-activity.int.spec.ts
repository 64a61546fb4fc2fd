import { DeviceReportV1 } from '@entry/contracts/events/device-report.v1';
import { ScansRecordedV1 } from '@entry/contracts/events/scans-recorded.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { localDate } from '@entry/platform/time/local-date';
import { startService, type RunningService } from '@entry/testing/running-service';
import { until } from '@entry/testing/until';
import { randomUUID } from 'node:crypto';
import { cityOf, type City } from '../../test/city';
import { AppModule } from '../app.module';
import type { DevicePage, DeviceResponse } from '../devices/devices.schemas';
import type { Funnel } from './device-funnel.schemas';

jest.setTimeout(60_000);

const gatewayId = 'gateway-1';
const origin = { source: '/gateway/gateway-1', time: new Date() };
const today = localDate(new Date());
const minuteOfToday = (minute: number) =>
  new Date(Date.parse(`${today}T00:00:00+07:00`) + minute * 60_000).toISOString();

describe('what gateways tell of devices', () => {
  let service: RunningService;
  let city: City;
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
    city = cityOf(service);
  });
  afterAll(() => service.stop());

  const get = async <Body>(path: string, claims = { roles: ['operator'] }) =>
    (await service.call<Body>('GET', path, { token: await service.issuer.sign(claims) })).body;
  const shown = (id: string) => get<DeviceResponse>(`/v1/devices/${id}`);
  const heartbeat = async (deviceId: string, at: Date, queueLength: number) => {
    const report = { deviceId, gatewayId, at: at.toISOString(), kind: 'heartbeat', queueLength } as const;
    const data = { ...report, softwareVersion: '2.4.1', clockSkewMilliseconds: -340 };
    await service.app.get(EventPublisher).publish([toEventMessage(DeviceReportV1, data, origin)]);
  };
  const tally = async (deviceId: string, minute: number, scans: number, part = randomUUID()) => {
    const told = { minute: minuteOfToday(minute), deviceId, part, scans, eventIds: randomUUID() };
    const data = { gatewayId, tallies: [told] };
    await service.app.get(EventPublisher).publish([toEventMessage(ScansRecordedV1, data, origin)]);
    return part;
  };

  it('shows how a device is, by its latest heartbeat', async () => {
    const { id } = await city.enrolledDevice();
    const now = new Date();
    await heartbeat(id, now, 7);
    await heartbeat(id, new Date(now.getTime() - 60_000), 99);
    const { id: last } = await city.enrolledDevice();
    await heartbeat(last, now, 1);

    await until('the last heartbeat', async () => (await shown(last)).queueLength === 1);
    expect(await shown(id)).toMatchObject({
      lastSeenAt: now.toISOString(),
      softwareVersion: '2.4.1',
      queueLength: 7,
      clockSkewMilliseconds: -340,
    });
  });

  it('counts scans of today, however often it is told of them', async () => {
    const { id } = await city.enrolledDevice();
    const minute = Math.floor((Date.now() - Date.parse(minuteOfToday(0))) / 60_000);
    const part = await tally(id, minute, 3);
    await tally(id, minute, 3, part);
    await tally(id, minute, 5, part);
    await tally(id, minute, 2);
    await tally(id, minute - 3 * 1_440, 40);

    const { id: last } = await city.enrolledDevice();
    await tally(last, minute, 1);
    await until('the last tally', async () => (await shown(last)).scansToday === 1);
    expect((await shown(id)).scansToday).toBe(7);
  });

  it('finds devices that are silent, and those that look for numbers', async () => {
    const agency = await city.agency('soc-son');
    const checkpoint = await city.checkpoint(agency);
    const [seen, silent] = [await city.enrolledDevice(checkpoint), await city.enrolledDevice(checkpoint)];
    await service.database.dataSource.query(
      `UPDATE device SET enrolled_at = now() - interval '2 hours' WHERE id = ANY($1::uuid[])`,
      [[seen.id, silent.id]],
    );
    const report = { deviceId: seen.id, gatewayId, at: new Date().toISOString(), unknownNumbers: 600 };
    await service.app
      .get(EventPublisher)
      .publish([toEventMessage(DeviceReportV1, { ...report, kind: 'enumeration' }, origin)]);
    await until('the report', async () => (await shown(seen.id)).suspectedAt !== null);

    const found = async (query: string) =>
      (await get<DevicePage>(`/v1/devices?agency=${agency}&${query}`)).items.map(({ id }) => id);
    expect(await found('silentForMinutes=60')).toEqual([silent.id]);
    expect(await found('suspected=true')).toEqual([seen.id]);
    expect(await found('suspected=false')).toEqual([silent.id]);
  });

  it('tells of each district and agency how far it is', async () => {
    const agency = await city.agency('ung-hoa');
    const checkpoint = await city.checkpoint(agency);
    const device = await city.enrolledDevice(checkpoint);
    await city.enrolledDevice(checkpoint);
    await heartbeat(device.id, new Date(), 0);
    const other = await city.checkpoint(await city.agency('ung-hoa'));
    await service.database.dataSource.query(
      `UPDATE device_proposal_line SET decided_at = now() - interval '31 days' WHERE checkpoint_id = $1`,
      [other],
    );

    const rows = (by: string, claims?: { roles: string[] }) => get<Funnel>(`/v1/device-funnel?by=${by}`, claims);
    const funnel = await until('the heartbeat in the funnel', async () => {
      const district = (await rows('district')).items.find((row) => row.district === 'ung-hoa');
      return district?.seenToday === 1 && district;
    });
    expect(funnel).toMatchObject({
      agency: null,
      proposed: 20,
      approved: 20,
      enrolled: 2,
      neverEnrolled: 10,
      silent: 0,
    });
    const own = await rows('agency', { roles: ['agency'], agency } as { roles: string[] });
    expect(own.items).toMatchObject([{ agency, name: 'Sở Y tế', approved: 10, enrolled: 2, scannedToday: 0 }]);
  });

  it('moves a device with its history, to where it is allowed', async () => {
    const agency = await city.agency();
    const [from, to] = [await city.checkpoint(agency), await city.checkpoint(agency)];
    const { id } = await city.enrolledDevice(from);
    const token = await service.issuer.sign({ roles: ['agency'], agency });
    const move = (checkpoint: string) =>
      service.call('POST', `/v1/devices/${id}/move`, { token, body: { checkpoint, reason: 'Rush hour' } });

    expect(await move(await city.checkpoint())).toMatchObject({ status: 404 });
    expect(await move(await city.bareCheckpoint(agency))).toMatchObject({
      status: 409,
      body: { code: 'CHECKPOINT_NOT_READY' },
    });
    expect(await move(to)).toMatchObject({ status: 200, body: { id, checkpoint: to, status: 'active' } });
    expect(await get(`/v1/devices/${id}/changes`)).toMatchObject({
      items: [{ step: 'added' }, { step: 'enrolled' }, { step: 'moved', reason: 'Rush hour', detail: { from, to } }],
    });
  });
});
