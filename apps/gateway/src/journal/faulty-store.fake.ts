import type { StoreOperation } from './journal-store';
import { LevelJournalStore } from './level-journal-store';

/** A real journal on a disk that fails, hangs or is slow when told to. */
export class FaultyStore extends LevelJournalStore {
  private failure: string | null = null;
  private held: PromiseWithResolvers<void> | null = null;
  private delay = 0;
  /** Since it was opened last. */
  private hasFailed = false;
  /** Writes that were tried after one had failed, on a store that was not opened anew: LevelDB may lose them. */
  writesAfterFailure = 0;
  /** Writes that hang now. */
  hanging = 0;

  /** Like ENOSPC and EIO: every write and every opening fails. */
  fail(code: string): void {
    this.failure = `IO error: ${code}`;
  }

  /** Writes do not return until the disk is mended. */
  hang(): void {
    this.held = Promise.withResolvers();
  }

  /** Every write takes so many milliseconds. */
  slowDown(milliseconds: number): void {
    this.delay = milliseconds;
  }

  mend(): void {
    this.failure = null;
    this.delay = 0;
    this.held?.resolve();
    this.held = null;
  }

  override async open(): Promise<void> {
    if (this.failure) throw new Error(this.failure);
    await super.open();
    this.hasFailed = false;
  }

  override async write(operations: readonly StoreOperation[], options: { durable: boolean }): Promise<void> {
    if (this.hasFailed) this.writesAfterFailure += 1;
    if (this.held) {
      this.hanging += 1;
      await this.held.promise;
      this.hanging -= 1;
    }
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    if (this.failure) {
      this.hasFailed = true;
      throw new Error(this.failure);
    }
    // The delay stands for the disk: what the real one takes would come on top of it.
    await super.write(operations, this.delay > 0 ? { durable: false } : options);
  }
}
