import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PersonalDataCipher } from '../personal-data/personal-data-cipher';
import { batchTables } from './batch.migration';
import { AddDryRun1796000000005 } from './dry-run.migration';
import { BatchUpload, type Upload } from './batch-upload';
import { StagedRows } from './staged-rows';

class CreateBatches1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(batchTables);
  }
  async down(): Promise<void> {}
}

const file = 'record_id,full_name\r\nV1,"Nguyễn ""Tý"""\r\nV2,too,many\r\nV3,Trần Thị Bình\r\n';
const rowsOfFile = [
  { row: 1, fields: { record_id: 'V1', full_name: 'Nguyễn "Tý"' } },
  { row: 2, fields: {} },
  { row: 3, fields: { record_id: 'V3', full_name: 'Trần Thị Bình' } },
];

const anUpload = (content: string | Buffer = file, overrides: Partial<Upload> = {}): Upload => ({
  kind: 'vaccination',
  caller: 'ministry',
  idempotencyKey: randomUUID(),
  contentType: 'text/csv; charset=utf-8',
  contentEncoding: undefined,
  columns: { required: ['record_id', 'full_name'] },
  dryRun: false,
  body: Readable.from([Buffer.from(content)]),
  ...overrides,
});

/** A body of which the first part has come, and the rest not yet. */
const openBody = (part: string): PassThrough => {
  const body = new PassThrough();
  body.write(part);
  return body;
};

describe('BatchUpload', () => {
  const cipher = new PersonalDataCipher(createSecretKey(randomBytes(32)));
  let database: TestDatabase;
  let uploads: BatchUpload;
  beforeAll(async () => {
    database = await startTestDatabase({ migrations: [CreateBatches1700000000000, AddDryRun1796000000005] });
    uploads = new BatchUpload(database.dataSource, cipher);
  });
  beforeEach(() => database.dataSource.query('TRUNCATE batch, staged_row'));
  afterAll(() => database.stop());

  const take = (batchId: string) =>
    database.dataSource.transaction(async (manager) => {
      const staged = new StagedRows(database.dataSource, cipher);
      const firstRow = await staged.take(manager, batchId);
      return firstRow === null ? [] : staged.read(batchId, firstRow);
    });
  const kept = async () => {
    const [row] = await database.dataSource.query<{ batches: number; chunks: number }[]>(
      `SELECT (SELECT count(*)::int FROM batch) AS batches, (SELECT count(*)::int FROM staged_row) AS chunks`,
    );
    return row;
  };
  const nothing = { batches: 0, chunks: 0 };

  it.each([
    ['as it is', anUpload()],
    ['packed', anUpload(gzipSync(file), { contentEncoding: 'gzip' })],
    [
      'in two packed parts',
      anUpload(Buffer.concat([file.slice(0, 30), file.slice(30)].map((part) => gzipSync(part))), {
        contentEncoding: 'gzip',
      }),
    ],
  ])('stages the rows of a file that comes %s, in its order', async (_how, upload) => {
    const { id } = await uploads.accept(upload);

    expect(await kept()).toEqual({ batches: 1, chunks: 1 });
    expect(await take(id)).toEqual(rowsOfFile);
    expect(await take(id)).toEqual([]);
  });

  it.each([
    ['many', 'An', 2_200, [1_000, 1_000, 200]],
    ['wide', 'x'.repeat(60_000), 12, [5, 5, 2]],
  ])('stages %s rows in chunks that fit into memory', async (_what, name, count, chunks) => {
    const lines = Array.from({ length: count }, (_, index) => `V${index + 1},${name}\n`);
    const { id } = await uploads.accept(anUpload(`record_id,full_name\n${lines.join('')}`));
    const taken = [await take(id), await take(id), await take(id)];

    expect(taken.map(({ length }) => length)).toEqual(chunks);
    expect(taken.flat().map(({ row, fields }) => `${row} ${fields.record_id}`)).toEqual(
      lines.map((_, index) => `${index + 1} V${index + 1}`),
    );
  });

  it('takes rows that an earlier version staged one by one', async () => {
    const { id } = await uploads.accept(anUpload());
    await take(id);
    const sealed = cipher.seal(JSON.stringify({ record_id: 'V4' }), `staged_row|sealed|${id}|4`);
    await database.dataSource.query(`INSERT INTO staged_row (batch_id, row, sealed) VALUES ($1, 4, $2)`, [id, sealed]);

    expect(await take(id)).toEqual([{ row: 4, fields: { record_id: 'V4' } }]);
  });

  it('seals rows for their own place', async () => {
    const { id } = await uploads.accept(anUpload());
    const [{ text } = { text: '' }] = await database.dataSource.query<{ text: string }[]>(
      `SELECT string_agg(encode(sealed, 'escape'), ' ') AS text FROM staged_row`,
    );
    await database.dataSource.query(`UPDATE staged_row SET row = row + 10 WHERE row = 1`);

    for (const secret of ['record_id', 'full_name', 'Nguy']) expect(text).not.toContain(secret);
    await expect(take(id)).rejects.toThrow();
  });

  it.each([
    ['FILE_NOT_GZIP', anUpload(gzipSync(file).subarray(0, -12), { contentEncoding: 'gzip' })],
    [
      'FILE_NOT_GZIP',
      anUpload(Buffer.concat([gzipSync(file).subarray(0, -8), Buffer.alloc(8)]), { contentEncoding: 'gzip' }),
    ],
    ['FILE_EMPTY', anUpload(gzipSync(''), { contentEncoding: 'gzip' })],
  ])('keeps nothing of a damaged file: 422 %s', async (code, upload) => {
    await expect(uploads.accept(upload)).rejects.toMatchObject({ status: 422, code });
    expect(await kept()).toEqual(nothing);
  });

  it.each(['before it was begun', 'in the middle'])(
    'keeps nothing of an upload cut %s, and takes it again',
    async (when) => {
      const [begun, body] = [anUpload(), openBody(file.slice(0, 50))];
      if (when === 'before it was begun') body.destroy();
      const accepted = uploads.accept({ ...begun, body });
      setImmediate(() => body.destroy());

      await expect(accepted).rejects.toMatchObject({ status: 400, code: 'UPLOAD_CUT' });
      expect(await kept()).toEqual(nothing);
      const { id } = await uploads.accept(begun);
      expect(await take(id)).toEqual(rowsOfFile);
    },
  );

  it('keeps an idempotency key to its caller and its kind', async () => {
    const first = anUpload();
    const others = [{ caller: 'another' }, { kind: 'infection' }, {}];
    const { id } = await uploads.accept(first);
    const ids = await Promise.all(
      others.map(
        async (other) => (await uploads.accept(anUpload(file, { ...first, body: anUpload().body, ...other }))).id,
      ),
    );

    expect(new Set([id, ...ids]).size).toBe(3);
    expect(ids[2]).toBe(id);
    expect(await kept()).toEqual({ batches: 3, chunks: 3 });
  });

  it('takes one of many uploads that come with the same key at once', async () => {
    const idempotencyKey = randomUUID();
    const all = Array.from({ length: 6 }, () => uploads.accept(anUpload(file, { idempotencyKey })));
    const results = await Promise.allSettled(all);
    const { id } = await uploads.accept(anUpload(file, { idempotencyKey }));

    for (const result of results) {
      if (result.status === 'fulfilled') expect(result.value.id).toBe(id);
      else expect(result.reason).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_IN_USE' });
    }
    expect(await kept()).toEqual({ batches: 1, chunks: 1 });
  });
});
