import type { Logger } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import type { Change, Outbox } from '../outbox/outbox';
import { WakeableLoop } from '../lifecycle/wakeable-loop';
import { bulkPace } from '../lifecycle/bulk-pace';
import type { BatchRepository } from './batch.repository';
import type { StagedRow, StagedRows } from './staged-rows';

const preparedAtOnce = 200;

export interface StagedBatch {
  readonly id: string;
  readonly arrival: number;
  readonly dryRun: boolean;
}

interface WorkerOptions<Prepared> {
  readonly kind: string;
  /** It leaves time for what is more urgent. */
  readonly yields: boolean;
  /** All that can be done with a row beforehand, while those before it are stored. */
  readonly prepare: (batch: StagedBatch, row: StagedRow) => Prepared;
  /** What becomes of some rows, within the transaction that takes them off the stage. */
  readonly process: (batch: StagedBatch, prepared: readonly Prepared[], change: Change) => Promise<void>;
}

interface Chunk<Prepared> {
  readonly batchId: string;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly prepared: readonly Prepared[];
}

/** Takes staged rows on, oldest batch first and in the file's order; of several instances one works on a kind at a time. */
export class StagedBatchWorker<Prepared> {
  private readonly loop: WakeableLoop;
  private ahead: Promise<Chunk<Prepared> | null> = Promise.resolve(null);

  constructor(
    private readonly batches: BatchRepository,
    private readonly stagedRows: StagedRows,
    private readonly outbox: Outbox,
    private readonly options: WorkerOptions<Prepared>,
    logger: Logger,
  ) {
    const work = () => (options.yields ? bulkPace.yielding(() => this.work()) : this.work());
    this.loop = new WakeableLoop(work, `processing of ${options.kind} batches`, logger);
  }

  /** Something was staged. */
  wake(): void {
    this.loop.wake();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  private work(): Promise<boolean> {
    const { kind, process } = this.options;
    return this.outbox.transaction(async (change) => {
      const { manager } = change;
      const [lock] = await manager.query<{ locked: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(hashtext('staged-batches'), hashtext($1)) AS locked`,
        [kind],
      );
      if (!lock?.locked) return false;
      const batch = await this.batches.findNextStaged(manager, kind);
      if (!batch) return false;
      const firstRow = await this.stagedRows.take(manager, batch.id);
      if (firstRow === null) await this.batches.markStagedRowsTaken(manager, batch.id);
      else await process(batch, await this.chunkFrom(batch, firstRow), change);
      return true;
    });
  }

  /** Begins to prepare the one after it as well. */
  private async chunkFrom(batch: StagedBatch, firstRow: number): Promise<readonly Prepared[]> {
    const ahead = await this.ahead;
    const isNext = ahead?.batchId === batch.id && ahead.firstRow === firstRow;
    const chunk = isNext ? ahead : await this.prepare(batch, firstRow);
    if (chunk?.firstRow !== firstRow) throw new Error(`row ${firstRow} of batch ${batch.id} is not on the stage`);
    // What fails here fails again, and is told, when its turn has come.
    this.ahead = this.prepare(batch, chunk.lastRow + 1).catch(() => null);
    return chunk.prepared;
  }

  private async prepare(batch: StagedBatch, from: number): Promise<Chunk<Prepared> | null> {
    const rows = await this.stagedRows.read(batch.id, from);
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return null;
    const prepared: Prepared[] = [];
    for (const row of rows) {
      prepared.push(this.options.prepare(batch, row));
      // A chunk takes tens of milliseconds: whoever waits for this process meanwhile has its turn.
      if (prepared.length % preparedAtOnce === 0) await setImmediate();
    }
    return { batchId: batch.id, firstRow: first.row, lastRow: last.row, prepared };
  }
}
