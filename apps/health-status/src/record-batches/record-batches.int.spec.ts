import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { migrations } from '../migrations';
import { startRecordBatches, vaccinationFile, vaccinationHeader } from './record-batches.fake';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

describe('vaccination batches', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let url: string;

  beforeAll(async () => {
    database = await startTestDatabase({ migrations });
    app = await startRecordBatches(database.url);
    url = `${await app.getUrl()}/v1/vaccination-batches`;
  });
  afterAll(async () => {
    await app.close();
    await database.stop();
  });

  const csv = (overrides: Record<string, string> = {}): Record<string, string> => ({
    authorization: 'Bearer health-ministry',
    'content-type': 'text/csv',
    'idempotency-key': randomUUID(),
    ...overrides,
  });
  const push = async (body: string | Buffer<ArrayBuffer>, headers = csv()): Promise<Answer> => {
    const response = await fetch(url, { method: 'POST', headers, body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const authorization = 'Bearer health-ministry:another';
    const response = await fetch(`${url}/${path}`, { headers: { authorization, ...headers } });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const staged = async (id?: unknown): Promise<number> => {
    const [row] = await database.dataSource.query<{ count: number }[]>(
      `SELECT (SELECT coalesce(sum(received), 0) FROM batch WHERE id IN (SELECT batch_id FROM staged_row) AND id = coalesce($1::uuid, id))::int
         + (SELECT count(*) FROM staged_row WHERE batch_id NOT IN (SELECT id FROM batch))::int AS count`,
      [id ?? null],
    );
    return row?.count ?? 0;
  };
  /** The first part of a request, left open. */
  const begin = async (part: string, headers: Record<string, string>): Promise<ClientRequest> => {
    const request = httpRequest(url, { method: 'POST', headers });
    request.on('error', () => undefined);
    await new Promise<void>((resolve) => request.write(part, () => resolve()));
    return request;
  };
  const answerOf = async (request: ClientRequest): Promise<Answer> => {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return { status: response.statusCode ?? 0, body: JSON.parse(await text(response)) as Record<string, unknown> };
  };
  const until = async (condition: () => Promise<boolean>) => {
    while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const locks = async (): Promise<number> => {
    const [row] = await database.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory'
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return row?.count ?? 0;
  };

  it('stages every row and shows the batch to the whole ministry', async () => {
    const { status, body } = await push(vaccinationFile(3));

    expect({ status, body }).toEqual({ status: 202, body: { id: expect.any(String) as string, state: 'processing' } });
    expect(await staged(body.id)).toBe(3);
    expect((await get(String(body.id))).body).toMatchObject({
      id: body.id,
      received: 3,
      matched: 0,
      completedAt: null,
    });
  });

  it.each([
    ['gzip', gzipSync(vaccinationFile(5)), csv({ 'content-encoding': 'gzip' })],
    ['NDJSON', '{"record_id":"V1","dose_number":1}\n'.repeat(5), csv({ 'content-type': 'application/x-ndjson' })],
    ['rows that cannot be read', `${vaccinationFile(3)}too,few\r\n"never closed`, csv()],
    ['a byte order mark and line feeds', `\uFEFF${vaccinationFile(5).replaceAll('\r\n', '\n')}`, csv()],
  ])('takes %s', async (_what, body, headers) => {
    const accepted = await push(body, headers);

    expect(accepted.status).toBe(202);
    expect((await get(String(accepted.body.id))).body).toMatchObject({ received: 5 });
  });

  it('keeps no row in plain text', async () => {
    const { body } = await push(vaccinationFile(1));
    const [row] = await database.dataSource.query<{ sealed: Buffer }[]>(
      `SELECT sealed FROM staged_row WHERE batch_id = $1`,
      [body.id],
    );

    expect(row?.sealed.toString('utf8')).not.toContain('Nguyễn');
    expect(row?.sealed.toString('utf8')).not.toContain('001090000001');
  });

  it.each([
    ['HEADER_INVALID', 'record_id,full_name\nV1,An\n', csv()],
    ['FILE_EMPTY', '', csv()],
    ['FILE_NOT_UTF8', Buffer.from(`${vaccinationHeader}\nV1,Nguy\xea\xf1n\n`, 'latin1'), csv()],
    ['FILE_NOT_GZIP', vaccinationFile(1), csv({ 'content-encoding': 'gzip' })],
    ['FILE_NOT_NDJSON', vaccinationFile(1), csv({ 'content-type': 'application/x-ndjson' })],
  ])('refuses what is no such file with 422 %s, and keeps nothing of it', async (code, body, headers) => {
    const before = await staged();
    const answer = await push(body, headers);

    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 422, code });
    expect(await staged()).toBe(before);
  });

  it('refuses a wrong file at its first bytes, while the rest is still to come', async () => {
    const request = await begin('wrong,header\n1,2\n', csv());
    const answer = await answerOf(request);
    request.destroy();

    expect(answer).toMatchObject({ status: 422, body: { code: 'HEADER_INVALID' } });
  });

  it('tells a client that sends a long wrong file to its end', async () => {
    expect(await push(`wrong,header\n${'1,2\n'.repeat(2_000_000)}`)).toMatchObject({
      status: 422,
      body: { code: 'HEADER_INVALID' },
    });
  });

  it('keeps nothing of an upload that was cut, and takes it when it is sent again', async () => {
    const [headers, file, before] = [csv(), vaccinationFile(2_000), await staged()];
    const request = await begin(file.slice(0, file.length / 2), headers);
    await until(async () => (await locks()) === 1);
    request.destroy();
    await until(async () => (await locks()) === 0);

    expect(await staged()).toBe(before);
    const again = await push(file, headers);
    expect(again.status).toBe(202);
    expect(await staged(again.body.id)).toBe(2_000);
  });

  it('answers 409 to a key whose first upload is still coming', async () => {
    const [headers, file] = [csv(), vaccinationFile(10)];
    const first = await begin(file.slice(0, 200), headers);
    await until(async () => (await locks()) === 1);

    expect(await push(file, headers)).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_IN_USE' } });
    first.end(file.slice(200));
    expect((await answerOf(first)).status).toBe(202);
  });

  it('gives the same batch to the same key and content, also when packed, and 422 to another content', async () => {
    const [headers, file] = [csv(), vaccinationFile(4)];
    const first = await push(file, headers);
    const before = await staged();

    expect(await push(file, headers)).toEqual(first);
    expect(await push(gzipSync(file), { ...headers, 'content-encoding': 'gzip' })).toEqual(first);
    expect(await push(vaccinationFile(3), headers)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await staged()).toBe(before);
  });

  it.each([
    [400, 'IDEMPOTENCY_KEY_MISSING', { 'idempotency-key': 'a b' }],
    [403, 'ROLE_NOT_ALLOWED', { authorization: 'Bearer police' }],
    [415, 'MEDIA_TYPE_UNSUPPORTED', { 'content-type': 'application/xml' }],
    [415, 'CONTENT_ENCODING_UNSUPPORTED', { 'content-encoding': 'br' }],
  ])('answers %i %s', async (status, code, headers) => {
    expect(await push(vaccinationFile(1), csv(headers))).toMatchObject({ status, body: { code } });
  });

  it('pages through the rejections', async () => {
    const { body } = await push(vaccinationFile(3));
    const rejection = (row: number) => ({ row, recordId: `V${row}`, outcomes: ['NAME_MISMATCH', 'SEX_MISMATCH'] });
    await database.dataSource.query(
      `INSERT INTO batch_rejection SELECT $1, row, 'V' || row, '{NAME_MISMATCH,SEX_MISMATCH}' FROM generate_series(1, 3) AS row`,
      [body.id],
    );
    const first = await get(`${String(body.id)}/rejections?limit=2`);
    const second = await get(`${String(body.id)}/rejections?limit=2&cursor=${String(first.body.nextCursor)}`);

    expect(first.body.items).toEqual([rejection(1), rejection(2)]);
    expect(second.body).toEqual({ items: [rejection(3)], nextCursor: null });
  });

  it.each(['nonsense', randomUUID(), `${randomUUID()}/rejections`])('answers 404 to %s', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('answers 404 to a batch of the other kind, 400 to a wrong limit and 406 to another form', async () => {
    const { body } = await push(vaccinationFile(1));
    const id = String(body.id);
    url = url.replace('vaccination', 'infection');
    const elsewhere = await get(id);
    url = url.replace('infection', 'vaccination');

    expect(elsewhere.status).toBe(404);
    expect(await get(`${id}/rejections?limit=1001`)).toMatchObject({ status: 400 });
    expect(await get(`${id}/rejections`, { accept: 'text/html' })).toMatchObject({ status: 406 });
  });
});
