import { DeviceV1 } from '@entry/contracts/events/administration.v1';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { startService, type RunningService } from '@entry/testing/running-service';
import { startTopicReader, type TopicReader } from '@entry/testing/topic-reader';
import { randomBytes } from 'node:crypto';
import { cityOf, type City } from '../../test/city';
import { AppModule } from '../app.module';
import { hashOf } from './credentials';
import type { DeviceResponse, EnrolResponse, RotateResponse } from './devices.schemas';

jest.setTimeout(60_000);

describe('POST /v1/devices/enrol', () => {
  let service: RunningService;
  let city: City;
  let topic: TopicReader;
  beforeAll(async () => {
    service = await startService('administration', (config) => AppModule.forRoot(config));
    city = cityOf(service);
    topic = await startTopicReader(service.app.get(KafkaConnection), DeviceV1.topic);
  });
  afterAll(async () => {
    await topic.stop();
    await service.stop();
  });

  const enrol = (enrolmentCode: unknown) =>
    service.call<EnrolResponse>('POST', '/v1/devices/enrol', { body: { enrolmentCode } });
  const asOperator = async <Body>(method: 'GET' | 'POST', path: string) => {
    const token = await service.issuer.sign({ roles: ['operator'] });
    return (await service.call<Body>(method, `/v1/devices/${path}`, { token })).body;
  };

  it('exchanges the code for a token without any other token', async () => {
    const { id, checkpoint, enrolmentCode } = await city.device();

    const { status, headers, body } = await enrol(enrolmentCode);

    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(body).toEqual({ id, checkpoint, token: expect.stringMatching(/^[\w-]{43}$/) as string });
    const device = await asOperator<DeviceResponse>('GET', id);
    expect(device).toMatchObject({ status: 'active', enrolledAt: expect.any(String) as string });
  });

  it('answers a used, an expired, a revoked and an unknown code alike', async () => {
    const [used, expired, revoked] = await Promise.all([city.device(), city.device(), city.device()]);
    await enrol(used.enrolmentCode);
    await asOperator('POST', `${revoked.id}/revoke`);
    await service.database.dataSource.query(
      `UPDATE device SET enrolment_code_expires_at = enrolment_code_expires_at - interval '24 hours' WHERE id = $1`,
      [expired.id],
    );

    const codes = [used.enrolmentCode, expired.enrolmentCode, revoked.enrolmentCode, 'unknown', ''];
    const answers = await Promise.all(codes.map(enrol));

    const alike = answers.map(({ status, body }) => ({ status, ...body, requestId: null }));
    expect(alike[0]).toMatchObject({ status: 401, code: 'ENROLMENT_CODE_INVALID' });
    expect(alike).toEqual(codes.map(() => alike[0]));
    expect(await asOperator('GET', expired.id)).toMatchObject({ status: 'enrolling' });
  });

  it('gives one token when many come with one code at once', async () => {
    const { id, enrolmentCode } = await city.device();

    const answers = await Promise.all(Array.from({ length: 12 }, () => enrol(enrolmentCode)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 11 }, () => 401)]);
    const token = answers.find(({ status }) => status === 200)!.body.token;
    const rows = await service.database.dataSource.query<unknown[]>(
      `SELECT token_hash, version FROM device WHERE id = $1`,
      [id],
    );
    expect(rows).toEqual([{ token_hash: hashOf(token), version: 2 }]);
  });

  it.each([{}, { enrolmentCode: 7 }, { enrolmentCode: 'x', id: 'mine' }])('refuses %j', async (body) => {
    expect(await service.call('POST', '/v1/devices/enrol', { body })).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_INVALID' },
    });
  });

  it('tells the gates of each step in rising versions, and of a token only its hash', async () => {
    const { id, checkpoint, enrolmentCode } = await city.device();
    const { token } = (await enrol(enrolmentCode)).body;
    const { token: rotated, previousTokenGoodUntil: goodUntil } = await asOperator<RotateResponse>(
      'POST',
      `${id}/rotate`,
    );
    await asOperator('POST', `${id}/revoke`);
    await asOperator('POST', `${id}/revoke`);

    const messages = await topic.messagesOf(id, 4);

    const keys = { publicKey: null, previousKeys: [] };
    const of = (status: string, tokenHash: string | null, version: number, previousTokens: object[] = []) =>
      ({ deviceId: id, checkpoint, status, tokenHash, previousTokens, ...keys, version }) as const;
    const previous = [{ hash: hashOf(token), goodUntil }];
    expect(messages.map(({ value }) => JSON.parse(value) as unknown)).toEqual([
      of('enrolling', null, 1),
      of('active', hashOf(token), 2),
      of('active', hashOf(rotated), 3, previous),
      of('revoked', hashOf(rotated), 4, previous),
    ]);
    const wire = JSON.stringify(messages);
    for (const secret of [token, rotated, enrolmentCode, hashOf(enrolmentCode)]) expect(wire).not.toContain(secret);
  });

  it.each(['base64url', 'base64'] as const)(
    'takes a public key in %s, and gives the gates both keys while one is replaced',
    async (encoding) => {
      const { id, enrolmentCode } = await city.device();
      const [first, second] = [randomBytes(32), randomBytes(32)];
      const body = { enrolmentCode, publicKey: first.toString(encoding) };
      expect(await service.call('POST', '/v1/devices/enrol', { body })).toMatchObject({ status: 200 });
      const token = await service.issuer.sign({ roles: ['operator'] });
      const rotation = { token, body: { publicKey: second.toString(encoding) } };
      const rotated = await service.call<RotateResponse>('POST', `/v1/devices/${id}/rotate`, rotation);

      const [, enrolled, replaced] = (await topic.messagesOf(id, 3)).map(({ value }) => JSON.parse(value) as DeviceV1);

      expect(enrolled).toMatchObject({ publicKey: first.toString('base64url'), previousKeys: [] });
      const goodUntil = rotated.body.previousTokenGoodUntil;
      expect(replaced).toMatchObject({
        publicKey: second.toString('base64url'),
        previousKeys: [{ publicKey: first.toString('base64url'), goodUntil }],
      });
      expect(await asOperator<DeviceResponse>('GET', id)).toMatchObject({ signs: true });
    },
  );

  it.each(['', 'x'.repeat(42), 'x'.repeat(44), `${'x'.repeat(42)}!`])(
    'refuses the public key %j',
    async (publicKey) => {
      const { enrolmentCode } = await city.device();

      expect(await service.call('POST', '/v1/devices/enrol', { body: { enrolmentCode, publicKey } })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/publicKey' }] },
      });
    },
  );

  it('keeps neither the code nor the token', async () => {
    const { id, enrolmentCode } = await city.device();
    const row = `SELECT row_to_json(device)::text AS text FROM device WHERE id = $1`;
    const [enrolling] = await service.database.dataSource.query<{ text: string }[]>(row, [id]);
    const { token } = (await enrol(enrolmentCode)).body;
    const [active] = await service.database.dataSource.query<{ text: string }[]>(row, [id]);

    expect(enrolling!.text).toContain(hashOf(enrolmentCode));
    for (const { text } of [enrolling!, active!]) {
      expect(text).not.toContain(enrolmentCode);
      expect(text).not.toContain(token);
    }
  });
});
