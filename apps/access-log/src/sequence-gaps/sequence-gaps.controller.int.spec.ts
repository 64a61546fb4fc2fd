import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { Claims } from '@entry/testing/token-issuer';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { startAccessLogApp, type AccessLogApp } from '../access-log-app.fake';
import { anAccessEvent } from '../storing/access-event.fake';
import { countScans } from './count-scans';
import { SequenceGapRepository } from './sequence-gap.repository';
import { SequenceGapsWatch } from './sequence-gaps-watch';
import { SequenceGapsModule } from './sequence-gaps.module';
import type { SequenceGapsPage } from './sequence-gaps.schemas';
import { Grace } from './sequence-gaps.service';

describe('GET /v1/sequence-gaps', () => {
  let app: AccessLogApp;
  const graceSeconds = 30;
  const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000);
  const auditor = { roles: ['auditor'] };

  beforeAll(async () => {
    app = await startAccessLogApp([SequenceGapsModule.forRoot({ graceSeconds })]);
  });
  beforeEach(() => app.dataSource.query('TRUNCATE device_sequence, sequence_gap'));
  afterAll(() => app.stop());

  const count = (events: readonly AccessEventV1[], now = secondsAgo(60)) =>
    app.dataSource.transaction((manager) => countScans(manager, events, now));
  const scansOf = (device: Partial<AccessEventV1>, ...sequences: (number | null)[]) =>
    sequences.map((sequence) => anAccessEvent({ ...device, sequence }));
  const aDevice = (): Partial<AccessEventV1> => ({ deviceId: randomUUID() });
  const get = async (claims: Claims, query: Record<string, string> = {}) => {
    const { statusCode, text } = await app.get('/v1/sequence-gaps', claims, query);
    return {
      statusCode,
      body: JSON.parse(text) as SequenceGapsPage & { code: string; errors?: { pointer: string }[] },
    };
  };
  const gapsSeenBy = async (claims: Claims, query: Record<string, string> = {}) => {
    const { body } = await get(claims, query);
    return body.items.map(({ device, firstMissing, lastMissing }) => [device, firstMissing, lastMissing]);
  };

  it('shows what is missing, where and since when', async () => {
    const checkpoint = randomUUID();
    const device = { ...aDevice(), checkpoint };
    const noticedAt = secondsAgo(60);
    await count(scansOf(device, 2 ** 40, 2 ** 40 + 4), noticedAt);

    const [firstMissing, lastMissing] = [2 ** 40 + 1, 2 ** 40 + 3];
    const gap = { device: device.deviceId, checkpoint, firstMissing, lastMissing, missing: 3 };
    expect((await get(auditor)).body).toEqual({
      items: [{ ...gap, noticedAt: noticedAt.toISOString() }],
      nextCursor: null,
    });
  });

  it('shows a gap once it is as old as the grace, and a split one no later than the whole', async () => {
    const [device, other] = [aDevice(), aDevice()];
    await count(scansOf(device, 1, 5), secondsAgo(graceSeconds));
    await count(scansOf(other, 1, 5), secondsAgo(graceSeconds - 20));
    await count(scansOf(device, 3), secondsAgo(0));

    const seen = await gapsSeenBy(auditor);
    expect(seen.sort(([, a], [, b]) => Number(a) - Number(b))).toEqual([
      [device.deviceId, 2, 2],
      [device.deviceId, 4, 4],
    ]);
  });

  it('shows none for scans without a number, or that came in whatever order', async () => {
    const device = aDevice();
    await count(scansOf(device, 7, null, 9));
    await count(scansOf(device, 10, null, 6));
    await count(scansOf(device, 8, 8));

    expect(await gapsSeenBy(auditor)).toEqual([]);
  });

  it('shows an operator all, and agencies and districts their own', async () => {
    const [mine, other] = [{ ...aDevice(), agency: randomUUID(), district: 'tay-ho' }, aDevice()];
    await count([...scansOf(mine, 1, 3), ...scansOf(other, 1, 3)]);

    expect(await gapsSeenBy({ roles: ['operator'] })).toHaveLength(2);
    for (const role of ['agency', 'district'] as const) {
      expect(await gapsSeenBy({ roles: [role], [role]: mine[role] })).toEqual([[mine.deviceId, 2, 2]]);
      expect(await get({ roles: [role] })).toMatchObject({ statusCode: 403, body: { code: 'SCOPE_MISSING' } });
    }
    expect(await get({ roles: ['police'] })).toMatchObject({ statusCode: 403, body: { code: 'ROLE_NOT_ALLOWED' } });
  });

  it('narrows by device and half-open time of notice', async () => {
    const [device, other] = [aDevice(), aDevice()];
    const [first, end] = [secondsAgo(120), secondsAgo(60)];
    await count([...scansOf(device, 1, 3), ...scansOf(other, 1, 3)], first);
    await count(scansOf(device, 5), end);
    const time = { from: first.toISOString(), to: end.toISOString() };

    expect(await gapsSeenBy(auditor, { device: device.deviceId! })).toEqual([
      [device.deviceId, 4, 4],
      [device.deviceId, 2, 2],
    ]);
    expect(await gapsSeenBy(auditor, { ...time, device: device.deviceId!.toUpperCase() })).toEqual([
      [device.deviceId, 2, 2],
    ]);
    expect(await get(auditor, { device: 'x' })).toMatchObject({ statusCode: 400, body: { code: 'REQUEST_INVALID' } });
  });

  it('neither repeats nor leaves out a gap over its pages', async () => {
    const odd = Array.from({ length: 25 }, (_, place) => 2 * place + 1);
    await count(scansOf(aDevice(), ...odd));
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await get(auditor, { limit: '7', ...(cursor ? { cursor } : {}) });
      seen.push(...body.items.map(({ firstMissing }) => firstMissing));
      cursor = body.nextCursor;
    } while (cursor);

    expect(seen.sort((a, b) => Number(a) - Number(b))).toEqual(odd.slice(1).map((number) => number - 1));
  });

  it('counts what several batches bring at once, of devices that are new to all of them', async () => {
    const devices = Array.from({ length: 20 }, aDevice);
    const batches = Array.from({ length: 8 }, (_, batch) =>
      devices.flatMap((device) => scansOf(device, ...[0, 10, 20].map((ten) => ten + batch))),
    );
    await Promise.all(batches.map((batch) => count(batch)));

    const perDevice = devices.flatMap(({ deviceId }) => [
      [deviceId, 8, 9],
      [deviceId, 18, 19],
    ]);
    expect((await gapsSeenBy(auditor)).sort()).toEqual(perDevice.sort());
  });

  it('are warned of in one line when they pass the grace, those of before not again', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn');
    const warnings = () => warn.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('missing'));
    await count(scansOf(aDevice(), 1, 3), secondsAgo(90));
    const watch = new SequenceGapsWatch(new SequenceGapRepository(app.dataSource), new Grace(0));
    await count([...scansOf(aDevice(), 1, 3, 5), ...scansOf(aDevice(), 1, 3)], new Date(Date.now() + 1));
    watch.onApplicationBootstrap();

    while (warnings().length === 0) await new Promise(setImmediate);
    await watch.beforeApplicationShutdown();
    expect(warnings()).toEqual(['scans of 2 devices are missing: 3 new gaps in /v1/sequence-gaps']);
    warn.mockRestore();
  });
});
