import { startTestRedis, type TestRedis } from '@entry/testing/test-redis';
import { until } from '@entry/testing/until';
import { randomBytes, randomUUID } from 'node:crypto';
import { enrolDevice, startTestGateway, type EnrolledDevice, type TestGateway } from '../gateway-app.fake';
import { Journal } from '../journal/journal';
import type { VerifyResponse } from '../verification/verification.schemas';
import type { OfflineScan, OfflineScanResult } from './offline-scans.schemas';

interface Refusal {
  readonly code: string;
  readonly errors?: { pointer: string }[];
}

const path = '/v1/verify/offline-scans';
const name = 'Nguyễn Thị Bí Mật';
const qrOf = (number: number) =>
  `001190${String(number).padStart(6, '0')}||${name}|15031990|Nữ|Số 1 Phố Kín, Hà Nội|01052021`;
const aScan = (overrides: Partial<OfflineScan> = {}): OfflineScan => ({
  scanId: randomUUID(),
  qr: qrOf(7),
  scannedAt: '2025-11-23T08:00:03.120+07:00',
  decision: 'allow',
  sequence: 7,
  ...overrides,
});
const resultOf = ({ scanId }: OfflineScan, outcome: OfflineScanResult['outcome']) => ({ scanId, outcome });

describe('POST /v1/verify/offline-scans', () => {
  let redis: TestRedis;
  let one: TestGateway;
  let other: TestGateway;
  let device: EnrolledDevice;

  beforeAll(async () => {
    redis = await startTestRedis();
    const given = { REDIS_URL: redis.url, TAG_KEY: randomBytes(32).toString('base64') };
    [one, other] = await Promise.all([startTestGateway(given), startTestGateway(given)]);
    device = await enrolDevice([one, other]);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await Promise.all([one, other].map((gateway) => gateway.stop()));
    await redis.stop();
  });

  const upload = async (scans: unknown, to = one, by = device) => {
    const { status, body } = await to.post<{ results: OfflineScanResult[] } & Refusal>(path, { scans }, by);
    return { status, ...body };
  };
  const verify = (body: object, to = one) => to.post<VerifyResponse & Refusal>('/v1/verify', body, device);
  const isTold = ({ scanId }: { scanId: string }) => {
    const key = Buffer.concat([Buffer.from('s'), Buffer.from(scanId.replaceAll('-', ''), 'hex')]);
    return until('Redis to know of the scan', () => redis.client.get(key));
  };

  it('records what the device decided, as it was', async () => {
    const scan = aScan({ decision: 'deny', direction: 'out' });
    const before = Date.now();

    expect(await upload([scan])).toEqual({ status: 200, results: [resultOf(scan, 'recorded')] });
    const [event] = await one.recorded([scan.scanId]);
    const { qr: _, ...told } = scan;
    expect(event).toMatchObject({
      ...told,
      deviceId: device.id,
      reasons: ['DECIDED_OFFLINE'],
      policyVersion: 'offline',
      venueKind: 'agency',
    });
    expect(Date.parse(event!.receivedAt)).toBeGreaterThanOrEqual(before);
    for (const secret of [name, '001190', '15031990']) expect(JSON.stringify(event)).not.toContain(secret);
  });

  it('gives each scan a result of its own, in order, whatever is wrong with the others', async () => {
    const [first, cut, last] = [aScan(), aScan({ qr: '00119' }), aScan({ qr: qrOf(8) })];
    const early = aScan({ scannedAt: new Date(Date.now() + 10 * 60_000).toISOString() });
    const scans = [first, 17, cut, { ...first, scannedAt: 'today' }, early, last];
    const { status, results } = await upload(scans);

    expect(status).toBe(200);
    expect(results.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'recorded',
      'REQUEST_INVALID',
      'QR_UNREADABLE',
      'REQUEST_INVALID',
      'SCANNED_IN_FUTURE',
      'recorded',
    ]);
    expect(results[3]?.errors?.map(({ pointer }) => pointer)).toEqual(['/scans/3/scannedAt']);
    expect((await one.recorded([first, cut, early, last].map(({ scanId }) => scanId))).length).toBe(2);
  });

  it('changes nothing by a scan that comes again: in one upload, in another, at another gateway', async () => {
    const scan = aScan();

    expect((await upload([scan, scan])).results).toEqual([resultOf(scan, 'recorded'), resultOf(scan, 'repeated')]);
    expect((await upload([scan])).results).toEqual([resultOf(scan, 'repeated')]);
    await isTold(scan);
    expect((await upload([scan], other)).results).toEqual([resultOf(scan, 'repeated')]);
    expect(await one.recorded([scan.scanId])).toHaveLength(1);
    expect(await other.recorded([scan.scanId])).toEqual([]);
  });

  it('refuses a scan id that came with another card, and records the others', async () => {
    const [scan, good] = [aScan(), aScan()];
    const { results } = await upload([scan, { ...scan, qr: qrOf(8) }, good]);

    expect(results).toMatchObject([
      resultOf(scan, 'recorded'),
      { scanId: scan.scanId, outcome: 'refused', code: 'SCAN_ID_REUSED' },
      resultOf(good, 'recorded'),
    ]);
  });

  it('says of a scan that was verified before that it is repeated, at either gateway', async () => {
    const scan = aScan({ decision: 'deny' });
    const { body } = await verify({ qr: scan.qr, scanId: scan.scanId });
    await isTold(scan);

    expect((await upload([scan])).results).toEqual([resultOf(scan, 'repeated')]);
    expect((await upload([scan], other)).results).toEqual([resultOf(scan, 'repeated')]);
    expect(await one.recorded([scan.scanId])).toMatchObject([{ decision: body.decision }]);
  });

  it("never gives a device's own decision out as the gate's", async () => {
    const scan = aScan({ decision: 'allow' });
    await upload([scan]);
    await isTold(scan);

    for (const gateway of [one, other]) {
      const { status, body } = await verify({ qr: scan.qr, scanId: scan.scanId }, gateway);
      expect({ status, decision: body.decision }).toEqual({ status: 200, decision: 'check' });
    }
    expect(await one.recorded([scan.scanId])).toMatchObject([{ decision: 'allow' }]);
  });

  it('takes 1,000 scans at once, long texts among them', async () => {
    const scans = Array.from({ length: 1_000 }, (_, sequence) => aScan({ sequence, qr: qrOf(sequence) }));
    const long = scans.map((scan, place) => (place % 2 ? scan : { ...scan, qr: 'x'.repeat(8_192) }));
    const { results } = await upload(long);

    expect(results.map(({ scanId }) => scanId)).toEqual(scans.map(({ scanId }) => scanId));
    expect(Map.groupBy(results, ({ code, outcome }) => code ?? outcome)).toMatchObject(
      new Map([
        ['QR_UNREADABLE', { length: 500 }],
        ['recorded', { length: 500 }],
      ]),
    );
    expect(await one.recorded(scans.map(({ scanId }) => scanId))).toHaveLength(500);
  });

  it('takes a bare list too', async () => {
    const scan = aScan();

    expect(await one.post(path, [scan], device)).toEqual({
      status: 200,
      body: { results: [resultOf(scan, 'recorded')] },
    });
  });

  it.each([
    ['more than 1,000', Array.from({ length: 1_001 }, () => 1)],
    ['what is no list', { scan: aScan() }],
    ['nothing', undefined],
  ])('refuses %s as a whole', async (_, scans) => {
    const { status, code, errors } = await upload(scans);

    expect({ status, code }).toEqual({ status: 400, code: 'REQUEST_INVALID' });
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/scans']);
  });

  it('takes an empty list', async () => {
    expect(await upload([])).toEqual({ status: 200, results: [] });
  });

  it('refuses a body too large, and allows no larger one to any other route', async () => {
    const tooLarge = { status: 413, code: 'BODY_TOO_LARGE' };
    const { status, body } = await verify({ qr: 'x'.repeat(1_100_000) });

    expect({ status, code: body.code }).toEqual(tooLarge);
    expect(await upload(['x'.repeat(11_000_000)])).toMatchObject(tooLarge);
  });

  it('does not answer that it has what the disk did not take, and records it when it comes again', async () => {
    const scan = aScan();
    const journal = one.app.get(Journal, { strict: false });
    jest.spyOn(journal, 'append').mockResolvedValueOnce(false);

    expect(await upload([scan])).toMatchObject({ status: 503, code: 'NOT_RECORDED' });
    expect((await upload([scan])).results).toEqual([resultOf(scan, 'recorded')]);
  });

  it('records a scan that was verified, when that answer could not be kept', async () => {
    const scan = aScan();
    const journal = one.app.get(Journal, { strict: false });
    jest.spyOn(journal, 'append').mockResolvedValueOnce(false);
    await verify({ qr: scan.qr, scanId: scan.scanId });

    expect((await upload([scan])).results).toEqual([resultOf(scan, 'recorded')]);
    expect(await one.recorded([scan.scanId])).toHaveLength(1);
  });
});
