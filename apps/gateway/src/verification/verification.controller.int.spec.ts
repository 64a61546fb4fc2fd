import { CheckpointV1, DeviceV1 } from '@entry/contracts/events/administration.v1';
import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { createHttpApp } from '@entry/platform/http/http-app';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { testBrokers } from '@entry/testing/test-environment';
import { startTestRedis, type TestRedis } from '@entry/testing/test-redis';
import { startTokenIssuer, type TokenIssuer } from '@entry/testing/token-issuer';
import { startTopicReader } from '@entry/testing/topic-reader';
import { until } from '@entry/testing/until';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../app.module';
import { aGatewayConfig } from '../config.fake';
import { DeviceDirectory } from '../devices/device-directory';
import { forwardRequests } from '../forwarding/forward-requests';
import type { VerifyResponse } from './verification.schemas';

interface Refusal {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly message?: { vi: string; en: string };
  readonly errors?: { pointer: string }[];
}

interface Device {
  readonly id: string;
  readonly token: string;
  readonly checkpoint: string;
}

const name = 'Nguyễn Thị Bí Mật';
const qr = `001190000007||${name}|15031990|Nữ|Số 1 Phố Kín, Hà Nội|01052021`;
const origin = () => ({ source: '/test', time: new Date() });

describe('POST /v1/verify', () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'gateway-'));
  const logged: string[] = [];
  let redis: TestRedis;
  let issuer: TokenIssuer;
  let app: NestFastifyApplication;
  let device: Device;

  beforeAll(async () => {
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => logged.push(String(text)) > 0);
    [redis, issuer] = await Promise.all([startTestRedis(), startTokenIssuer()]);
    const config = aGatewayConfig({
      LOG_LEVEL: 'debug',
      DATA_DIR: dataDirectory,
      KAFKA_BROKERS: testBrokers().join(','),
      REDIS_URL: redis.url,
      OIDC_ISSUER: issuer.issuer,
      OIDC_AUDIENCE: issuer.audience,
      OIDC_JWKS_URL: issuer.jwksUrl,
    });
    app = await createHttpApp(AppModule.forRoot(config), 'gateway');
    await forwardRequests(app);
    await app.listen(0, '127.0.0.1');
    device = await addDevice('active');
    await until('a ready gateway', async () => (await app.inject('/health/ready')).statusCode === 200);
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([redis.stop(), issuer.stop()]);
    jest.restoreAllMocks();
    rmSync(dataDirectory, { recursive: true });
  });

  const addDevice = async (status: DeviceV1['status']): Promise<Device> => {
    const [id, checkpoint, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')];
    const place = { name: 'Cổng chính', agency: randomUUID(), district: 'ba-dinh', venueKind: 'agency' } as const;
    const tokenHash = createHash('sha256').update(token).digest('hex');
    await app
      .get(EventPublisher)
      .publish([
        toEventMessage(CheckpointV1, { checkpoint, ...place, version: 1 }, origin()),
        toEventMessage(DeviceV1, { deviceId: id, checkpoint, status, tokenHash, version: 1 }, origin()),
      ]);
    const directory = app.get(DeviceDirectory, { strict: false });
    await until('the device', () => directory.findStationed(id));
    return { id, token, checkpoint };
  };
  const send = async (
    payload: string | Buffer | object | undefined,
    headers: Record<string, string> = {},
    { method = 'POST', url = '/v1/verify' }: { method?: 'POST' | 'PUT' | 'GET'; url?: string } = {},
  ) => {
    const response = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${device.token}`, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: response.statusCode, headers: response.headers, text: response.body };
  };
  const verify = async (body: object, by = device) => {
    const { status, text } = await send(body, { authorization: `Bearer ${by.token}` });
    return { status, body: JSON.parse(text) as VerifyResponse & Refusal };
  };
  const json = { 'content-type': 'application/json' };
  const as = async (role: string) => ({ authorization: `Bearer ${await issuer.sign({ roles: [role] })}` });

  const refusals: [string, number, string, () => ReturnType<typeof send>][] = [
    ['malformed JSON', 400, 'REQUEST_INVALID', () => send(`{"qr":"${qr}"`, json)],
    ['an empty body', 400, 'REQUEST_INVALID', () => send('', json)],
    ['JSON that would change prototypes', 400, 'REQUEST_INVALID', () => send(`{"qr":"${qr}","__proto__":{}}`, json)],
    ['a text in place of an object', 400, 'REQUEST_INVALID', () => send(JSON.stringify(qr), json)],
    ['an unknown field', 400, 'REQUEST_INVALID', () => send({ qr, admin: true })],
    ['no qr', 400, 'REQUEST_INVALID', () => send({ direction: 'in' })],
    ['a qr that is no text', 400, 'REQUEST_INVALID', () => send({ qr: [qr] })],
    ['a qr longer than any', 400, 'REQUEST_INVALID', () => send({ qr: qr.repeat(200) })],
    ['a scanId that is none', 400, 'REQUEST_INVALID', () => send({ qr, scanId: '17' })],
    ['a sequence that is none', 400, 'REQUEST_INVALID', () => send({ qr, sequence: -1 })],
    ['a time without offset', 400, 'REQUEST_INVALID', () => send({ qr, scannedAt: '2026-11-23T08:00:03' })],
    ['no such direction', 400, 'REQUEST_INVALID', () => send({ qr, direction: 'up' })],
    ['no token', 401, 'TOKEN_MISSING', () => send({ qr }, { authorization: '' })],
    ['another scheme', 401, 'TOKEN_MISSING', () => send({ qr }, { authorization: 'Basic abc' })],
    ['a token of nobody', 401, 'TOKEN_INVALID', () => send({ qr }, { authorization: 'Bearer nobody' })],
    ['a JWT of nobody', 401, 'TOKEN_INVALID', () => send({ qr }, { authorization: 'Bearer a.b.c' })],
    ['an official', 403, 'ROLE_NOT_ALLOWED', async () => send({ qr }, await as('police'))],
    ['a role of devices in a JWT', 403, 'ROLE_NOT_ALLOWED', async () => send({ qr }, await as('device'))],
    ['an unknown path', 404, 'NOT_FOUND', () => send({ qr }, {}, { url: '/v1/verify/nothing' })],
    ['a path that is none', 400, 'REQUEST_INVALID', () => send({ qr }, {}, { url: '/v1/%zz' })],
    ['another method', 404, 'NOT_FOUND', () => send({ qr }, {}, { method: 'PUT' })],
    ['another method without a body', 404, 'NOT_FOUND', () => send(undefined, {}, { method: 'GET' })],
    ['another content type', 415, 'MEDIA_TYPE_UNSUPPORTED', () => send(qr, { 'content-type': 'application/xml' })],
    ['a file', 415, 'MEDIA_TYPE_UNSUPPORTED', () => send(qr, { 'content-type': 'text/csv' })],
    ['no content type', 415, 'MEDIA_TYPE_UNSUPPORTED', () => send(Buffer.from(qr))],
    ['a body too large', 413, 'BODY_TOO_LARGE', () => send({ qr, more: 'x'.repeat(1_100_000) })],
    [
      'an owner that is away',
      503,
      'SERVICE_UNREACHABLE',
      () => send(undefined, {}, { method: 'GET', url: '/v1/vaccines' }),
    ],
    ['an empty code', 422, 'QR_UNREADABLE', () => send({ qr: '' })],
    ['a code cut short', 422, 'QR_UNREADABLE', () => send({ qr: qr.slice(0, 40) })],
    ['a code of another kind', 422, 'QR_NOT_CCCD', () => send({ qr: `https://example.org/${qr}` })],
    ['a field that cannot be', 422, 'QR_INVALID_FIELD', () => send({ qr: qr.replace('15031990', '31021990') })],
  ];

  it.each(refusals)('refuses %s: %i %s', async (_what, status, code, request) => {
    const answer = await request();
    const problem = JSON.parse(answer.text) as Refusal;

    expect({ status: answer.status, code: problem.code }).toEqual({ status, code });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(problem).toMatchObject({ status, title: expect.stringMatching(/./) as string });
    expect(problem.detail).toMatch(/./);
    expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers['x-request-id']).toBe(problem.requestId);
    if (status === 422) {
      const text = expect.stringMatching(/./) as string;
      expect(problem.message).toEqual({ vi: text, en: text });
    }
    for (const secret of [name, 'Bí Mật', '001190000007', '15031990', 'Phố Kín']) {
      expect(answer.text).not.toContain(secret);
    }
  });

  it('names each place that is wrong', async () => {
    const { body } = await verify({ qr: 1, sequence: 'a', direction: 'in' });

    expect(body.errors?.map(({ pointer }) => pointer).sort()).toEqual(['/qr', '/sequence']);
  });

  it.each([
    ['takes', 'scan-17.a:b', 'scan-17.a:b'],
    ['replaces', 'two words', expect.stringMatching(/^[0-9a-f-]{36}$/) as string],
    ['replaces', 'x'.repeat(129), expect.stringMatching(/^[0-9a-f-]{36}$/) as string],
  ])('%s the request id %s', async (_what, given, requestId) => {
    const { headers, text } = await send({ qr: '' }, { 'x-request-id': given });

    expect(headers['x-request-id']).toEqual(requestId);
    expect(JSON.parse(text)).toMatchObject({ requestId });
  });

  it('refuses a revoked device', async () => {
    expect(await verify({ qr }, await addDevice('revoked'))).toMatchObject({
      status: 401,
      body: { code: 'DEVICE_REVOKED' },
    });
  });

  it.each([
    ['it', DeviceV1, ({ id }: Device) => id],
    ['its checkpoint', CheckpointV1, ({ checkpoint }: Device) => checkpoint],
  ])('takes no scan of a device once a change of %s could not be read', async (_, { topic, type }, keyOf) => {
    const changed = await addDevice('active');
    expect((await verify({ qr }, changed)).status).toBe(200);
    const message = { topic, key: keyOf(changed), value: '{"version":2}', headers: { ce_type: type } };
    await app.get(EventPublisher).publish([message]);

    await until('the refusal', async () => (await verify({ qr }, changed)).body.code === 'CHECKPOINT_UNKNOWN');
  });

  it('asks for a look when nobody knows the person, and puts the scan on its topic without the person', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const request = { qr, sequence: 7, scannedAt: '2026-11-23T08:00:03.120+07:00', direction: 'in' };
    const { text } = await send(request, { traceparent });
    const { scanId, decision, reasons } = JSON.parse(text) as VerifyResponse;
    const reader = await startTopicReader(app.get(KafkaConnection), AccessEventV1.topic);
    const message = await until('the scan', async () =>
      (await reader.all()).find(({ value }) => value.includes(scanId)),
    );
    await reader.stop();

    expect(decision).toBe('check');
    expect(reasons.map(({ code }) => code)).toContain('FACTS_UNAVAILABLE');
    const { qr: _, ...told } = request;
    expect(AccessEventV1.data.parse(JSON.parse(message.value))).toMatchObject({
      ...told,
      deviceId: device.id,
      decision,
    });
    expect(message.headers).toMatchObject({ ce_type: AccessEventV1.type, traceparent });
    for (const secret of [name, '001190000007', '15031990']) expect(JSON.stringify(message)).not.toContain(secret);
  });

  it('answers a repeat as before, and refuses its id for another card or device', async () => {
    const scanId = randomUUID();
    const first = await verify({ qr, scanId });
    const reused = { status: 409, body: { code: 'SCAN_ID_REUSED' } };

    expect(first.status).toBe(200);
    expect(await verify({ qr, scanId })).toEqual(first);
    expect(await verify({ qr: qr.replace('0007', '0008'), scanId })).toMatchObject(reused);
    expect(await verify({ qr, scanId }, await addDevice('active'))).toMatchObject(reused);
  });

  it('has written nothing of a card to the log', () => {
    const log = logged.join('');

    expect(log).toContain('Mapped {/v1/verify, POST} route');
    expect(log).toContain('connect ECONNREFUSED');
    for (const secret of [name, 'Bí Mật', '001190000007', '15031990', 'Phố Kín', device.token]) {
      expect(log).not.toContain(secret);
    }
  });
});
