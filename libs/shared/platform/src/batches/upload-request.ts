import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { Caller } from '../access/caller';
import { Problem } from '../http/problem';
import type { Upload } from './batch-upload';
import type { BatchColumns } from './row-format';

export const dryRunQuery = {
  name: 'dryRun',
  required: false,
  schema: { type: 'boolean' as const, default: false },
  description: 'All checks, and no effect',
};

const keyPattern = /^[\x21-\x7e]{1,255}$/;

/** Reads a batch request's headers and `?dryRun=`; 400 without an `Idempotency-Key`, 415 for anything but CSV, NDJSON and gzip. */
export function toUpload(request: FastifyRequest, caller: Caller, kind: string, columns: BatchColumns): Upload {
  const { headers, body } = request;
  const idempotencyKey = headers['idempotency-key'];
  if (typeof idempotencyKey !== 'string' || !keyPattern.test(idempotencyKey)) {
    throw new Problem(400, 'IDEMPOTENCY_KEY_MISSING', 'Send an Idempotency-Key of 1 to 255 visible ASCII characters.');
  }
  const contentType = headers['content-type'] ?? '';
  if (!/^(text\/csv|application\/x-ndjson)\b/.test(contentType)) {
    throw new Problem(415, 'MEDIA_TYPE_UNSUPPORTED', 'Send text/csv or application/x-ndjson.');
  }
  const contentEncoding = headers['content-encoding'];
  if (contentEncoding !== undefined && contentEncoding !== 'gzip' && contentEncoding !== 'identity') {
    throw new Problem(415, 'CONTENT_ENCODING_UNSUPPORTED', 'Send the body as it is or as gzip.');
  }
  const common = { kind, caller: caller.id, idempotencyKey, contentType, contentEncoding, columns };
  return { ...common, dryRun: readDryRun(request.query), body: body as Readable };
}

/** Whoever writes something else may mean a dry run: nothing takes effect by a slip. */
function readDryRun(query: unknown): boolean {
  const { dryRun = 'false' } = query as { dryRun?: unknown };
  if (dryRun === 'true' || dryRun === 'false') return dryRun === 'true';
  throw new Problem(400, 'DRY_RUN_UNREADABLE', 'dryRun is true or false.');
}
