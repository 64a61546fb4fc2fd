import { parse } from 'csv-parse';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BatchKind } from '../city-client';
import { insist, type Gateway } from './gateway';

/** Writes the rows that were not applied, as they came, into a file; gives how often each outcome is among them. */
export async function writeRejections(
  gateway: Gateway,
  kind: BatchKind,
  id: string,
  path: string,
): Promise<Map<string, number>> {
  const headers = { accept: 'text/csv' };
  const answer = await insist(gateway, `/v1/${kind}-batches/${id}/rejections`, () => ({ headers }));
  const totals = new Map<string, number>();
  const content = Readable.fromWeb(answer.body as never);
  const rows = content.pipe(parse({ columns: true }));
  const counted = (async () => {
    for await (const { outcomes } of rows as AsyncIterable<{ outcomes: string }>)
      for (const outcome of outcomes.split(' ')) totals.set(outcome, (totals.get(outcome) ?? 0) + 1);
  })();
  // Personal data: for whoever pushed alone.
  await Promise.all([pipeline(content, createWriteStream(path, { mode: 0o600 })), counted]);
  return totals;
}
