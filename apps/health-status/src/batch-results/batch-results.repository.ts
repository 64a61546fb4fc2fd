import type { OutcomeCode } from '@entry/contracts/vocabulary/outcomes';
import { BatchRejections } from '@entry/platform/batches/batch-rejections';
import { BatchRepository, type RowCounts } from '@entry/platform/batches/batch.repository';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface BatchRow {
  readonly batchId: string;
  readonly row: number;
}

/** What became of a row. */
export interface RowEnd extends BatchRow {
  readonly recordId: string | null;
  readonly end: keyof RowCounts;
  /** Why, if the row was not applied. */
  readonly outcomes: readonly OutcomeCode[];
  /** How the row was counted until now; null when it was not. */
  readonly before: keyof RowCounts | null;
}

@Injectable()
export class BatchResults {
  private readonly logger = new Logger(BatchResults.name);

  constructor(
    private readonly batches: BatchRepository,
    private readonly rejections: BatchRejections,
  ) {}

  /**
   * The results that come for the first time. One that comes again, or for a completed batch, is left out: each row
   * takes effect once. So is one of a batch that this database does not know.
   */
  async takeNew<Result extends BatchRow>(
    manager: EntityManager,
    kind: string,
    results: readonly Result[],
  ): Promise<Result[]> {
    const known = await manager.query<{ id: string; state: string }[]>(
      `SELECT id, state FROM batch WHERE kind = $1 AND id = ANY($2::uuid[])`,
      [kind, [...new Set(results.map(({ batchId }) => batchId))]],
    );
    const stateOf = new Map(known.map(({ id, state }) => [id, state]));
    const unknown = results.filter(({ batchId }) => !stateOf.has(batchId)).length;
    if (unknown > 0) this.logger.warn(`${unknown} results of unknown ${kind} batches ignored`);
    const open = results.filter(({ batchId }) => stateOf.get(batchId) === 'processing');
    const inserted = await manager.query<{ batch_id: string; row: number }[]>(
      `INSERT INTO batch_row_result (batch_id, row)
       SELECT batch_id, row FROM unnest($1::uuid[], $2::int[]) AS result (batch_id, row) ORDER BY batch_id, row
       ON CONFLICT DO NOTHING RETURNING batch_id, row`,
      [open.map(({ batchId }) => batchId), open.map(({ row }) => row)],
    );
    const fresh = new Set(inserted.map(({ batch_id, row }) => `${batch_id}:${row}`));
    return open.filter(({ batchId, row }) => fresh.delete(`${batchId}:${row}`));
  }

  /** Counts the rows of batches that are not completed, and keeps or withdraws their rejections. */
  async end(manager: EntityManager, ends: readonly RowEnd[]): Promise<void> {
    const endsOfBatch = Map.groupBy(ends, ({ batchId }) => batchId);
    const open = await manager.query<{ id: string }[]>(
      `SELECT id FROM batch WHERE id = ANY($1::uuid[]) AND state = 'processing' ORDER BY arrival FOR UPDATE`,
      [[...endsOfBatch.keys()]],
    );
    for (const { id } of open) {
      const rows = endsOfBatch.get(id) ?? [];
      await this.batches.count(manager, id, countsOf(rows));
      await this.rejections.add(
        manager,
        id,
        rows
          .filter(({ outcomes }) => outcomes.length > 0)
          .map(({ row, recordId, outcomes }) => ({ row, recordId, outcomes: [...outcomes] })),
      );
      const withdrawn = rows.filter(({ before, outcomes }) => before === 'mismatched' && outcomes.length === 0);
      await withdrawRejections(manager, id, withdrawn);
    }
  }
}

function countsOf(rows: readonly RowEnd[]): RowCounts {
  const counts = { invalid: 0, mismatched: 0, applied: 0, unchanged: 0 };
  for (const { end, before } of rows) {
    counts[end] += 1;
    if (before) counts[before] -= 1;
  }
  return counts;
}

async function withdrawRejections(manager: EntityManager, batchId: string, rows: readonly BatchRow[]): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(`DELETE FROM batch_rejection WHERE batch_id = $1 AND row = ANY($2::int[])`, [
    batchId,
    rows.map(({ row }) => row),
  ]);
}
