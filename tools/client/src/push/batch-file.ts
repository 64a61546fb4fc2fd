import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PushProblem } from './push-problem';

/** A file to push, of any length. */
export interface BatchFile {
  readonly path: string;
  readonly bytes: number;
  readonly contentType: 'text/csv' | 'application/x-ndjson';
  readonly contentEncoding: 'gzip' | undefined;
  /** Made of the content: the same file again is the same batch, and never counts twice. */
  readonly key: string;
}

/** `.csv`, `.ndjson` or `.jsonl`, each also with `.gz`; throws a PushProblem for anything else. */
export async function openBatchFile(path: string): Promise<BatchFile> {
  const [, extension = '', gzip] = /\.(csv|ndjson|jsonl)(\.gz)?$/i.exec(basename(path)) ?? [];
  if (extension === '') throw new PushProblem(`${path} is none of .csv, .ndjson, .jsonl, or one of these with .gz.`);
  const bytes = await stat(path).then(
    ({ size }) => size,
    () => null,
  );
  if (bytes === null) throw new PushProblem(`${path} cannot be read.`);
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  return {
    path,
    bytes,
    contentType: extension.toLowerCase() === 'csv' ? 'text/csv' : 'application/x-ndjson',
    contentEncoding: gzip ? 'gzip' : undefined,
    key: `file-${digest.digest('base64url')}`,
  };
}
