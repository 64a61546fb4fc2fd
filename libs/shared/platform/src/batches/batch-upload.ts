import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { PassThrough, Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../http/problem';
import { PersonalDataCipher } from '../personal-data/personal-data-cipher';
import type { BatchAccepted } from './batch';
import { csvRows, ndjsonRows, type BatchColumns } from './row-format';
import { toStagedChunks } from './staging';
import { decodeUtf8 } from './text-decoding';

export interface Upload {
  readonly kind: string;
  /** Whose idempotency key it is: the caller's token subject. */
  readonly caller: string;
  readonly idempotencyKey: string;
  readonly contentType: string;
  readonly contentEncoding: string | undefined;
  readonly columns: BatchColumns;
  readonly dryRun: boolean;
  readonly body: Readable;
}

/** Each upload holds a connection of the pool: consumers, heartbeats and look-ups need the others. */
const uploadsAtOnce = 6;

interface Earlier {
  id: string;
  state: BatchAccepted['state'];
  digest: Buffer;
  dryRun: boolean;
}

/**
 * Takes a file of any length at constant memory. The whole upload is one transaction: it is staged to the last row, or
 * a cut leaves nothing of it. Rows are sealed before they touch the database.
 */
@Injectable()
export class BatchUpload {
  private underWay = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: PersonalDataCipher,
  ) {}

  /** The same key with the same content gives the earlier batch and changes nothing. */
  async accept(upload: Upload): Promise<BatchAccepted> {
    if (this.underWay >= uploadsAtOnce) {
      upload.body.resume();
      const headers = { 'retry-after': '30' };
      throw new Problem(503, 'TOO_MANY_UPLOADS', `${uploadsAtOnce} uploads are coming already.`, { headers });
    }
    this.underWay += 1;
    try {
      return await this.take(upload);
    } finally {
      this.underWay -= 1;
    }
  }

  private async take(upload: Upload): Promise<BatchAccepted> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    try {
      await runner.startTransaction();
      await this.lockKey(client, upload);
      const earlier = await findEarlier(client, upload);
      const accepted = earlier ? await compare(upload, earlier) : await this.stage(client, upload);
      await runner.commitTransaction();
      return accepted;
    } catch (error) {
      await runner.rollbackTransaction().catch(() => undefined);
      upload.body.resume();
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async lockKey(client: PoolClient, { kind, caller, idempotencyKey }: Upload): Promise<void> {
    const { rows } = await client.query<{ locked: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtext('upload'), hashtext($1)) AS locked`,
      [JSON.stringify([kind, caller, idempotencyKey])],
    );
    if (rows[0]?.locked) return;
    const detail = 'The first upload with this Idempotency-Key is still coming.';
    throw new Problem(409, 'IDEMPOTENCY_KEY_IN_USE', detail, { headers: { 'retry-after': '5' } });
  }

  private async stage(client: PoolClient, upload: Upload): Promise<BatchAccepted> {
    const id = uuidv7();
    const digest = createHash('sha256');
    const startedAt = new Date();
    let received = 0;
    const staged = toStagedChunks(id, this.cipher, () => (received += 1));
    const rows = upload.contentType.startsWith('text/csv') ? csvRows(upload.columns) : ndjsonRows(upload.columns);
    const copy = client.query(copyFrom('COPY staged_row (batch_id, row, sealed) FROM STDIN'));
    await read(upload, digestOf(digest), decodeUtf8(), ...rows, staged, copy);
    await client.query(
      `INSERT INTO batch (id, kind, caller, idempotency_key, digest, state, received, started_at, dry_run)
       VALUES ($1, $2, $3, $4, $5, 'processing', $6, $7, $8)`,
      [id, upload.kind, upload.caller, upload.idempotencyKey, digest.digest(), received, startedAt, upload.dryRun],
    );
    return { id, state: 'processing' };
  }
}

async function findEarlier(client: PoolClient, { kind, caller, idempotencyKey }: Upload): Promise<Earlier | null> {
  const { rows } = await client.query<Earlier>(
    `SELECT id, state, digest, dry_run AS "dryRun" FROM batch WHERE kind = $1 AND caller = $2 AND idempotency_key = $3`,
    [kind, caller, idempotencyKey],
  );
  return rows[0] ?? null;
}

async function compare(upload: Upload, { id, state, digest: earlier, dryRun }: Earlier): Promise<BatchAccepted> {
  const digest = createHash('sha256');
  await read(upload, digestOf(digest), new PassThrough().resume());
  if (digest.digest().equals(earlier) && dryRun === upload.dryRun) return { id, state };
  const detail = 'This Idempotency-Key came before with another body, or the other way as to dryRun.';
  throw new Problem(422, 'IDEMPOTENCY_KEY_REUSED', detail);
}

async function read({ body, contentEncoding }: Upload, ...steps: NodeJS.WritableStream[]): Promise<void> {
  try {
    await pipeline([
      detached(body),
      ...(contentEncoding === 'gzip' ? [createGunzip()] : []),
      ...steps,
    ] as NodeJS.ReadWriteStream[]);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code?.startsWith('Z_')) throw new Problem(422, 'FILE_NOT_GZIP', 'The body does not unpack as gzip.');
    if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET')
      throw new Problem(400, 'UPLOAD_CUT', 'The upload ended early.');
    throw error;
  }
}

function digestOf(digest: ReturnType<typeof createHash>): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk);
      done(null, chunk);
    },
  });
}

/** A pipeline that fails destroys its source, and the rest of the request would stay unread: the client would never see the answer. */
function detached(body: Readable): Readable {
  const source = new PassThrough();
  const cut = () => {
    if (!body.readableEnded) source.destroy(new Problem(400, 'UPLOAD_CUT', 'The upload ended early.'));
  };
  body.once('error', (error) => source.destroy(error));
  body.once('close', cut);
  // A client that went while the upload waited for a connection closes nothing any more.
  if (body.destroyed) cut();
  return body.pipe(source);
}
