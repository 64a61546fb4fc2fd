import { DeviceV1 } from '@entry/contracts/events/administration.v1';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { startTestRedis, type TestRedis } from '@entry/testing/test-redis';
import { until } from '@entry/testing/until';
import { createSigner, httpbis } from 'http-message-signatures';
import { createHash, generateKeyPairSync, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { DeviceDirectory } from '../devices/device-directory';
import { enrolDevice, startTestGateway, type EnrolledDevice, type TestGateway } from '../gateway-app.fake';

type Headers = Record<string, string>;

const url = '/v1/devices/self/heartbeat';
const heartbeat = JSON.stringify({ version: '1.0', queueLength: 0, clock: '2026-11-23T08:00:00+07:00' });
const digestOf = (body: string) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
const xOf = (key: KeyObject) => key.export({ format: 'jwk' }).x!;

describe('signed requests', () => {
  const keys = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')] as const;
  let redis: TestRedis;
  let one: TestGateway;
  let other: TestGateway;
  let lonely: TestGateway;
  let device: EnrolledDevice;

  beforeAll(async () => {
    redis = await startTestRedis();
    const REDIS_URL = redis.url;
    [one, other, lonely] = await Promise.all([
      startTestGateway({ REDIS_URL }),
      startTestGateway({ REDIS_URL }),
      startTestGateway({}),
    ]);
    device = await enrolDevice([one, other, lonely]);
    await tellKeys(2, {});
  });
  afterAll(async () => {
    await Promise.all([one, other, lonely].map((gateway) => gateway.stop()));
    await redis.stop();
  });

  /** A later state of the device, which every gateway knows then. */
  const tellKeys = async (version: number, changes: Partial<DeviceV1>) => {
    const known = one.app.get(DeviceDirectory, { strict: false }).find(device.id)!;
    const state = { ...known, publicKey: xOf(keys[0].publicKey), ...changes, version };
    const origin = { source: '/test', time: new Date() };
    await one.app.get(EventPublisher).publish([toEventMessage(DeviceV1, state, origin)]);
    for (const { app } of [one, other, lonely]) {
      const directory = app.get(DeviceDirectory, { strict: false });
      await until('the keys', () => Promise.resolve(directory.find(device.id)?.version === version));
    }
  };
  const sign = async (
    changes: { by?: KeyObject; fields?: string[]; created?: Date; nonce?: string; keyid?: string } = {},
  ) => {
    const { by = keys[0].privateKey, fields = ['@method', '@path', 'content-digest'], keyid = device.id } = changes;
    const { created = new Date(), nonce = randomBytes(16).toString('hex') } = changes;
    const headers: Headers = { 'content-type': 'application/json', 'content-digest': digestOf(heartbeat) };
    const message = { method: 'POST', url: `http://localhost${url}`, headers };
    const params = ['created', 'nonce', 'keyid'];
    const key = createSigner(by, 'ed25519', keyid);
    return (await httpbis.signMessage({ key, fields, params, paramValues: { created, nonce, keyid } }, message))
      .headers;
  };
  const send = async (gateway: TestGateway, headers: Headers, body = heartbeat) => {
    const response = await gateway.app.inject({ method: 'POST', url, headers, payload: body });
    return [response.statusCode, response.json<{ code?: string }>().code];
  };

  it('counts once, at whichever gateway it comes', async () => {
    const headers = await sign();

    expect(await send(one, headers)).toEqual([200, undefined]);
    expect(await send(one, headers)).toEqual([401, 'SIGNATURE_REPLAYED']);
    expect(await send(other, headers)).toEqual([401, 'SIGNATURE_REPLAYED']);
  });

  it('counts once at a gateway without Redis too', async () => {
    const headers = await sign();

    expect(await send(lonely, headers)).toEqual([200, undefined]);
    expect(await send(lonely, headers)).toEqual([401, 'SIGNATURE_REPLAYED']);
  });

  it('uses no nonce up that it did not prove', async () => {
    const nonce = randomBytes(16).toString('hex');
    expect(await send(one, await sign({ nonce, by: keys[1].privateKey }))).toEqual([401, 'SIGNATURE_INVALID']);

    expect(await send(one, await sign({ nonce }))).toEqual([200, undefined]);
  });

  it.each([['@method'], ['@path'], ['content-digest']])('must cover %s', async (left) => {
    const fields = ['@method', '@path', 'content-digest'].filter((field) => field !== left);

    expect(await send(one, await sign({ fields }))).toEqual([401, 'SIGNATURE_INVALID']);
  });

  it('must be of about now', async () => {
    const created = new Date(Date.now() - 301_000);

    expect(await send(one, await sign({ created }))).toEqual([401, 'SIGNATURE_EXPIRED']);
  });

  it('must be of a device that is there', async () => {
    expect(await send(one, await sign({ keyid: randomUUID() }))).toEqual([401, 'SIGNATURE_INVALID']);
  });

  it('must come with the body that was signed', async () => {
    expect(await send(one, await sign(), heartbeat.replace('1.0', '6.6'))).toEqual([401, 'CONTENT_DIGEST_MISMATCH']);
  });

  it('must come alone', async () => {
    const [first, second] = [await sign(), await sign()];
    const of = (name: string, headers: Headers) =>
      Object.entries(headers).find(([key]) => key.toLowerCase() === name)![1];
    const both = (name: string) => `${of(name, first)}, ${of(name, second).replace(/^sig/, 'sig2')}`;
    const base: Headers = { 'content-type': 'application/json', 'content-digest': digestOf(heartbeat) };
    const headers = { ...base, signature: both('signature'), 'signature-input': both('signature-input') };

    expect(await send(one, headers)).toEqual([401, 'SIGNATURE_INVALID']);
  });

  it('may be by the key before, for as long as that is good', async () => {
    const before = (seconds: number) => [
      { publicKey: xOf(keys[0].publicKey), goodUntil: new Date(Date.now() + seconds * 1_000).toISOString() },
    ];
    await tellKeys(3, { publicKey: xOf(keys[1].publicKey), previousKeys: before(3_600) });
    expect(await send(one, await sign({ by: keys[0].privateKey }))).toEqual([200, undefined]);
    expect(await send(one, await sign({ by: keys[1].privateKey }))).toEqual([200, undefined]);

    await tellKeys(4, { publicKey: xOf(keys[1].publicKey), previousKeys: before(0) });
    expect(await send(one, await sign({ by: keys[0].privateKey }))).toEqual([401, 'SIGNATURE_INVALID']);
  });

  it('is refused once the device is revoked', async () => {
    await tellKeys(5, { status: 'revoked' });

    expect(await send(one, await sign())).toEqual([401, 'DEVICE_REVOKED']);
  });
});
