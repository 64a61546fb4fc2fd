import type { Logger } from '@nestjs/common';
import type { Change, Outbox } from '../outbox/outbox';
import { WakeableLoop } from '../lifecycle/wakeable-loop';
import { bulkPace } from '../lifecycle/bulk-pace';
import type { BatchRepository } from './batch.repository';
import type { StagedRow, StagedRows } from './staged-rows';

export interface TakenRows {
  readonly batch: { readonly id: string; readonly arrival: number; readonly dryRun: boolean };
  readonly rows: readonly StagedRow[];
}

interface WorkerOptions {
  readonly kind: string;
  /** It leaves time for what is more urgent. */
  readonly yields: boolean;
  /** What becomes of some rows, within the transaction that takes them off the stage. */
  readonly process: (taken: TakenRows, change: Change) => Promise<void>;
}

/** Takes staged rows on, oldest batch first and in the file's order; of several instances one works on a kind at a time. */
export class StagedBatchWorker {
  private readonly loop: WakeableLoop;

  constructor(
    private readonly batches: BatchRepository,
    private readonly stagedRows: StagedRows,
    private readonly outbox: Outbox,
    private readonly options: WorkerOptions,
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
      const rows = await this.stagedRows.take(manager, batch.id);
      if (rows.length === 0) await this.batches.markStagedRowsTaken(manager, batch.id);
      else await process({ batch, rows }, change);
      return true;
    });
  }
}
