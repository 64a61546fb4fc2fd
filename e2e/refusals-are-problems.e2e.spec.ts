import { randomUUID } from 'node:crypto';
import { startCity, type City } from './support/city';
import type { Answer, Device } from '@entry/client/city-client';
import { aPerson, populationCsv, qrOf } from './support/people';

interface Problem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string;
}

describe('every refused request is problem+json with a code', () => {
  let city: City;
  let device: Device;
  beforeAll(async () => {
    city = await startCity();
    device = await city.client.enrolDevice();
  });
  afterAll(() => city?.stop());

  const csv = { 'content-type': 'text/csv' };
  const key = () => ({ ...csv, 'idempotency-key': randomUUID() });
  const send = (method: string, path: string, token: string | null, body?: unknown, headers?: Record<string, string>) =>
    city.client.send<Problem>(method, path, token, body, headers);
  const verify = (body: unknown, headers?: Record<string, string>) =>
    send('POST', '/v1/verify', device.token, body, headers);
  const push = (kind: string, body: string, headers: Record<string, string>) =>
    send(
      'POST',
      `/v1/${kind}-batches`,
      city.tokenOf(kind === 'population' ? 'police' : 'health-ministry'),
      body,
      headers,
    );
  const get = (path: string, token = city.tokenOf('auditor')) => send('GET', path, token);

  const cases: [string, number, string, () => Promise<Answer<Problem>>][] = [
    ['no token', 401, 'TOKEN_MISSING', () => send('POST', '/v1/verify', null, { qr: 'x' })],
    ['a token of nobody', 401, 'TOKEN_INVALID', () => send('POST', '/v1/verify', 'nobody', { qr: 'x' })],
    ['a token that is no JWT of the issuer', 401, 'TOKEN_INVALID', () => get('/v1/access-events', 'a.b.c')],
    [
      'an official at the device’s route',
      403,
      'ROLE_NOT_ALLOWED',
      () => send('POST', '/v1/verify', city.tokenOf('police'), { qr: 'x' }),
    ],
    ['a device at an official’s route', 401, 'TOKEN_INVALID', () => get('/v1/access-events', device.token)],
    [
      'a role that may not push',
      403,
      'ROLE_NOT_ALLOWED',
      () => send('POST', '/v1/population-batches', city.tokenOf('analyst'), 'x', key()),
    ],
    ['no such path', 404, 'NOT_FOUND', () => get('/v1/nothing')],
    ['no such path of a service', 404, 'NOT_FOUND', () => get('/v1/access-events/x/y')],
    ['a body that is no JSON', 400, 'REQUEST_INVALID', () => verify('{', { 'content-type': 'application/json' })],
    [
      'a body of another kind',
      415,
      'MEDIA_TYPE_UNSUPPORTED',
      () => verify('<qr/>', { 'content-type': 'application/xml' }),
    ],
    ['no qr', 400, 'REQUEST_INVALID', () => verify({})],
    ['a field that does not exist', 400, 'REQUEST_INVALID', () => verify({ qr: 'x', admin: true })],
    ['a scanId that is none', 400, 'REQUEST_INVALID', () => verify({ qr: 'x', scanId: '1' })],
    ['an empty code', 422, 'QR_UNREADABLE', () => verify({ qr: '' })],
    ['another kind of code', 422, 'QR_NOT_CCCD', () => verify({ qr: 'https://example.org' })],
    [
      'a date that does not exist',
      422,
      'QR_INVALID_FIELD',
      () => verify({ qr: qrOf(aPerson({ dateOfBirth: '1990-02-30' })) }),
    ],
    ['no Idempotency-Key', 400, 'IDEMPOTENCY_KEY_MISSING', () => push('population', populationCsv([]), csv)],
    [
      'a batch as JSON',
      415,
      'MEDIA_TYPE_UNSUPPORTED',
      () => push('vaccination', '{}', { ...key(), 'content-type': 'application/json' }),
    ],
    ['a file without its columns', 422, 'HEADER_INVALID', () => push('infection', 'a,b\r\n1,2\r\n', key())],
    ['an empty file', 422, 'FILE_EMPTY', () => push('vaccination', '', key())],
    [
      'a file that is no gzip',
      422,
      'FILE_NOT_GZIP',
      () => push('population', 'x'.repeat(100), { ...key(), 'content-encoding': 'gzip' }),
    ],
    [
      'a batch that does not exist',
      404,
      'NOT_FOUND',
      () => get(`/v1/vaccination-batches/${randomUUID()}`, city.tokenOf('health-ministry')),
    ],
    ['an id that is none', 404, 'NOT_FOUND', () => get('/v1/population-batches/1', city.tokenOf('police'))],
    ['a page too long', 400, 'REQUEST_INVALID', () => get('/v1/access-events?limit=9999')],
    [
      'a used enrolment code',
      401,
      'ENROLMENT_CODE_INVALID',
      () => send('POST', '/v1/devices/enrol', null, { enrolmentCode: 'x'.repeat(32) }),
    ],
    [
      'an agency in no district',
      422,
      'REFERENCE_UNKNOWN',
      () => send('POST', '/v1/agencies', city.tokenOf('operator'), { name: 'A', district: 'nowhere', kind: 'state' }),
    ],
  ];

  it.each(cases)('%s: %d %s', async (_, status, code, request) => {
    const { status: got, body, headers } = await request();
    expect({ status: got, code: body.code }).toEqual({ status, code });
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ status, requestId: headers.get('x-request-id') });
    expect(body.title).toBeTruthy();
    expect(body.detail).toBeTruthy();
  });

  it('a service that is away is 503, and says when to try again', async () => {
    await city.stack.service('access-log').kill('SIGKILL');
    const { status, body, headers } = await get('/v1/access-events');
    await city.stack.service('access-log').start();
    expect({ status, code: body.code, retryAfter: headers.get('retry-after') }).toEqual({
      status: 503,
      code: 'SERVICE_UNREACHABLE',
      retryAfter: '2',
    });
  });
});
