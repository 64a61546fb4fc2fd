import { setTimeout as delay } from 'node:timers/promises';
import type { JournalStore } from './journal-store';

interface Listener {
  /** Writes fail, or one takes too long. */
  readonly onTrouble: (why: string) => void;
  readonly onRecovery: () => void;
}

/** In milliseconds: above what a disk takes, and little enough for whoever waits at a gate. */
const patience = 100;
const longestPause = 2_000;

/**
 * One write after another. What LevelDB acknowledges after a failed write may be gone when it is next opened, since the
 * broken record hides it: nothing is written before the store was closed and opened again.
 */
export class JournalWriter {
  private last: Promise<void> = Promise.resolve();
  private needsOpening = false;
  private closing = false;

  constructor(
    private readonly store: JournalStore,
    private readonly listener: Listener,
  ) {}

  /** Resolves once the work was done, which is tried again until the disk takes it; rejects only when the journal closes before. */
  run(work: () => Promise<void>): Promise<void> {
    const done = this.last.then(() => this.insist(work));
    this.last = done.catch(() => undefined);
    return done;
  }

  /** What has not been written by now never will be. */
  close(): void {
    this.closing = true;
  }

  private async insist(work: () => Promise<void>): Promise<void> {
    for (let pause = 50; !this.closing; pause = Math.min(pause * 2, longestPause)) {
      const done = this.watch();
      try {
        if (this.needsOpening) await this.reopen();
        await work();
        this.listener.onRecovery();
        return;
      } catch (error) {
        this.needsOpening = true;
        this.listener.onTrouble((error as Error).message);
      } finally {
        done();
      }
      await delay(pause);
    }
    throw new Error('the journal is closed');
  }

  private async reopen(): Promise<void> {
    await this.store.close();
    await this.store.open();
    this.needsOpening = false;
  }

  private watch(): () => void {
    let isDone = false;
    const tell = () => {
      if (!isDone) this.listener.onTrouble(`a write takes longer than ${patience} ms`);
    };
    // A process that was held up itself sees the end of the write before it complains.
    const timer = setTimeout(() => setImmediate(tell), patience);
    return () => {
      isDone = true;
      clearTimeout(timer);
    };
  }
}
