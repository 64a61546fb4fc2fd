import { z } from 'zod';

/** The answer of `GET …-batches/{id}`: `received = invalid + matched + mismatched`, `matched = applied + unchanged` once completed. */
export const Batch = z.object({
  id: z.uuid(),
  state: z.enum(['receiving', 'processing', 'completed']),
  received: z.int(),
  invalid: z.int(),
  matched: z.int(),
  mismatched: z.int(),
  applied: z.int(),
  unchanged: z.int(),
  startedAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
  dryRun: z.boolean().describe('It counts as a real one would, and has no effect'),
});
export type Batch = z.output<typeof Batch>;

export const BatchAccepted = Batch.pick({ id: true, state: true });
export type BatchAccepted = z.output<typeof BatchAccepted>;

export interface BatchRow {
  id: string;
  arrival: string;
  kind: string;
  state: Batch['state'];
  received: number;
  invalid: number;
  mismatched: number;
  applied: number;
  unchanged: number;
  started_at: Date;
  completed_at: Date | null;
  dry_run: boolean;
}

export function toBatch(row: BatchRow): Batch {
  const { id, state, received, invalid, mismatched, applied, unchanged } = row;
  const times = { startedAt: row.started_at.toISOString(), completedAt: row.completed_at?.toISOString() ?? null };
  const counts = { received, invalid, matched: applied + unchanged, mismatched, applied, unchanged };
  return { id, state, ...counts, ...times, dryRun: row.dry_run };
}
