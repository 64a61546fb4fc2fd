import { startTestRedis, type TestRedis } from '@entry/testing/test-redis';
import { until } from '@entry/testing/until';
import { randomBytes, randomUUID } from 'node:crypto';
import { enrolDevice, startTestGateway, type EnrolledDevice, type TestGateway } from '../gateway-app.fake';
import { Journal } from '../journal/journal';
import { EntryAssessment } from './entry-assessment';
import type { VerifyResponse } from './verification.schemas';

const name = 'Nguyễn Thị Bí Mật';
const qr = `001190000007||${name}|15031990|Nữ|Số 1 Phố Kín, Hà Nội|01052021`;
const otherQr = qr.replace('0007', '0008');

describe('a scan at two gateways', () => {
  let redis: TestRedis;
  let one: TestGateway;
  let other: TestGateway;
  let lonely: TestGateway;
  let device: EnrolledDevice;

  beforeAll(async () => {
    redis = await startTestRedis();
    const TAG_KEY = randomBytes(32).toString('base64');
    [one, other, lonely] = await Promise.all([
      startTestGateway({ REDIS_URL: redis.url, TAG_KEY }),
      startTestGateway({ REDIS_URL: redis.url, TAG_KEY }),
      startTestGateway({ TAG_KEY }),
    ]);
    device = await enrolDevice([one, other, lonely]);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await Promise.all([one, other, lonely].map((gateway) => gateway.stop()));
    await redis.stop();
  });

  const verify = (gateway: TestGateway, body: object, by = device) =>
    gateway.post<VerifyResponse>('/v1/verify', body, by);
  const keyOf = (scanId: string) => Buffer.concat([Buffer.from('s'), Buffer.from(scanId.replaceAll('-', ''), 'hex')]);
  const toldOf = (scanId: string) => until('Redis to know of the scan', () => redis.client.get(keyOf(scanId)));
  const toldScan = async () => {
    const scanId = randomUUID();
    const first = await verify(one, { qr, scanId });
    await toldOf(scanId);
    return { scanId, first };
  };
  const decideNow = (gateway: TestGateway, decision: VerifyResponse['decision']) => {
    const answer = {
      decision,
      reasons: [],
      checkedAt: new Date().toISOString(),
      policyVersion: 'now',
      factsAsOf: null,
    };
    const assessment = gateway.app.get(EntryAssessment, { strict: false });
    jest.spyOn(assessment, 'assess').mockResolvedValue({ subject: 'A'.repeat(22), answer });
  };

  it('gets its first answer from the other gateway, and is recorded by the first alone', async () => {
    const { scanId, first } = await toldScan();

    expect(first.status).toBe(200);
    expect(await verify(other, { qr, scanId: scanId.toUpperCase() })).toEqual({
      status: 200,
      body: { ...first.body, scanId: scanId.toUpperCase() },
    });
    expect(await one.recorded([scanId])).toHaveLength(1);
    expect(await other.recorded([scanId])).toEqual([]);
  });

  it('is refused at the other gateway with another card or from another device', async () => {
    const { scanId } = await toldScan();
    const reused = { status: 409, body: { code: 'SCAN_ID_REUSED' } };

    expect(await verify(other, { qr: otherQr, scanId })).toMatchObject(reused);
    expect(await verify(other, { qr, scanId }, await enrolDevice([one, other]))).toMatchObject(reused);
    expect((await verify(other, { qr, scanId })).status).toBe(200);
  });

  it('is denied at the other gateway when it would now be, and gets its first answer again when not', async () => {
    decideNow(one, 'allow');
    const { scanId, first } = await toldScan();

    decideNow(other, 'deny');
    expect((await verify(other, { qr, scanId })).body).toMatchObject({ scanId, decision: 'deny' });
    decideNow(other, 'check');
    expect(await verify(other, { qr, scanId })).toEqual(first);
  });

  it('is known in Redis for ten minutes, by nothing of the card or the person', async () => {
    const { scanId } = await toldScan();
    const text = await toldOf(scanId);
    const remaining = await redis.client.pttl(keyOf(scanId));

    expect(remaining).toBeGreaterThan(9 * 60_000);
    expect(remaining).toBeLessThanOrEqual(10 * 60_000);
    const [event] = await one.recorded([scanId]);
    for (const secret of [name, 'Bí Mật', '001190000007', '15031990', event!.subject, device.id]) {
      expect(text).not.toContain(secret);
    }
  });

  it('is told of by the first of two gateways only', async () => {
    const scanId = randomUUID();
    await Promise.all([verify(one, { qr, scanId }), verify(other, { qr, scanId })]);
    const text = await toldOf(scanId);
    await verify(one, { qr, scanId });
    await verify(other, { qr, scanId });

    expect(await redis.client.get(keyOf(scanId))).toBe(text);
  });

  it('is answered and recorded by the other gateway when the first could not keep it', async () => {
    const scanId = randomUUID();
    jest.spyOn(one.app.get(Journal, { strict: false }), 'append').mockResolvedValueOnce(false);
    const { body } = await verify(one, { qr, scanId });
    await verify(other, { qr, scanId });

    expect(body.reasons.map(({ code }) => code)).toContain('NOT_RECORDED');
    expect(await other.recorded([scanId])).toHaveLength(1);
  });

  it('leaves nothing in Redis when the device gave it no id', async () => {
    const { body } = await verify(one, { qr });
    await verify(one, { qr, scanId: randomUUID() });

    expect(await redis.client.exists(keyOf(body.scanId))).toBe(0);
  });

  it.each(['nothing that can be read', '["digest"]'])('is answered anew over %s in Redis', async (text) => {
    const scanId = randomUUID();
    await redis.client.set(keyOf(scanId), text);

    expect((await verify(one, { qr, scanId })).status).toBe(200);
    expect(await one.recorded([scanId])).toHaveLength(1);
  });

  it('is known to its own gateway without Redis, and answered without an error', async () => {
    const scanId = randomUUID();
    const first = await verify(lonely, { qr, scanId });

    expect(first.status).toBe(200);
    expect(await verify(lonely, { qr, scanId })).toEqual(first);
    expect(await verify(lonely, { qr: otherQr, scanId })).toMatchObject({ status: 409 });
    expect(await lonely.recorded([scanId])).toHaveLength(1);
  });
});
