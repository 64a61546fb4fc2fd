import { decodeUtf8 } from '../batches/text-decoding';
import { csvRows, type BatchColumns, type RowFields } from '../batches/row-format';
import { Problem, type InputError } from './problem';
import { toInputError } from './validation';
import type { FastifyRequest } from 'fastify';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

export const ImportQuery = z.object({
  dryRun: z.enum(['true', 'false']).default('false').describe('All checks, and nothing is added'),
});
export type ImportQuery = z.output<typeof ImportQuery>;

export const RowErrors = z.object({
  row: z.int().describe('1 is the first after the header'),
  errors: z.array(z.object({ pointer: z.string().describe('The column'), code: z.string(), message: z.string() })),
});
export type RowErrors = z.output<typeof RowErrors>;

export const ImportResponse = z.object({
  received: z.int(),
  added: z.int(),
  rejected: z.array(RowErrors).describe('Rows that were not added; they stop no other'),
});
export type ImportResponse = z.output<typeof ImportResponse>;

export interface FileRow<Value> {
  readonly row: number;
  readonly value: Value;
}

/** The rows of a CSV file (RFC 4180 with a header row) that fit, and what is wrong with the others; 415 and 422 for what is no such file. */
export async function readCsvFile<Value>(
  { headers, body }: FastifyRequest,
  columns: BatchColumns,
  schema: z.ZodType<Value>,
  mostRows = 10_000,
): Promise<{ received: number; rows: FileRow<Value>[]; rejected: RowErrors[] }> {
  if (!/^text\/csv\b/.test(headers['content-type'] ?? '')) {
    throw new Problem(415, 'MEDIA_TYPE_UNSUPPORTED', 'Send text/csv.');
  }
  const rows: FileRow<Value>[] = [];
  const rejected: RowErrors[] = [];
  let row = 0;
  const collect = async (source: AsyncIterable<RowFields>): Promise<void> => {
    for await (const fields of source) {
      row += 1;
      if (row > mostRows) throw new Problem(413, 'FILE_TOO_LONG', `Send no more than ${mostRows} rows at once.`);
      const parsed = schema.safeParse(fields);
      if (parsed.success) rows.push({ row, value: parsed.data });
      else rejected.push({ row, errors: parsed.error.issues.map((issue) => toInputError(issue)) });
    }
  };
  await pipeline([body as Readable, decodeUtf8(), ...csvRows(columns), collect as unknown as Writable]);
  return { received: row, rows, rejected };
}

/** Of rows that are alike in what must differ, those after the first; `taken` names what is there already. */
export function repeatedRows<Value>(
  rows: readonly FileRow<Value>[],
  keyOf: (value: Value) => string,
  { taken, pointer }: { taken: ReadonlySet<string>; pointer: string },
): RowErrors[] {
  const seen = new Set(taken);
  return rows.flatMap(({ row, value }) => {
    const key = keyOf(value);
    const errors: InputError[] = [{ pointer, code: 'ALREADY_THERE', message: 'There is one of this name already.' }];
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated ? [{ row, errors }] : [];
  });
}
