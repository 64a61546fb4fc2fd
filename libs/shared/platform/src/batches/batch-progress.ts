import { Injectable, Logger, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';
import { Readiness } from '../health/readiness';
import { WakeableLoop } from '../lifecycle/wakeable-loop';
import type { Batch } from './batch';
import { BatchRepository } from './batch.repository';

export const progressSummary =
  'Follow a batch as it changes: events `progress`, each with the whole batch, then `completed`, the last';

const pause = 400;
/** Proxies close what is silent for a minute. */
const longestSilence = 15_000;

interface Follower {
  readonly id: string;
  told: string;
  toldAt: number;
  readonly tell: (event: MessageEvent) => void;
  readonly end: () => void;
}

/** Follows batches for whoever listens, all of them by one question a moment. */
@Injectable()
export class BatchProgress implements BeforeApplicationShutdown {
  private readonly logger = new Logger(BatchProgress.name);
  private readonly followers = new Set<Follower>();
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly batches: BatchRepository,
    private readonly readiness: Readiness,
  ) {}

  /**
   * Events `progress`, each with the whole batch: at once, and whenever it has changed. `completed` is the last. Comments keep the
   * connection open between them. Ends without `completed` when the service stops: whoever asks again goes on.
   */
  follow(batch: Batch): Observable<MessageEvent> {
    return new Observable((listener) => {
      const follower: Follower = {
        id: batch.id,
        told: '',
        toldAt: 0,
        tell: (event) => listener.next(event),
        end: () => listener.complete(),
      };
      this.followers.add(follower);
      this.tell(follower, batch);
      this.loop ??= new WakeableLoop(() => this.look(), 'progress of batches', this.logger, pause);
      return () => this.followers.delete(follower);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  private async look(): Promise<boolean> {
    if (this.readiness.failure() !== null) for (const { end } of this.followers) end();
    if (this.followers.size === 0) return false;
    const batches = await this.batches.findAll([...this.followers].map(({ id }) => id));
    const batchOf = new Map(batches.map((batch) => [batch.id, batch]));
    for (const follower of this.followers) {
      const batch = batchOf.get(follower.id);
      if (batch) this.tell(follower, batch);
    }
    return false;
  }

  private tell(follower: Follower, batch: Batch): void {
    const data = JSON.stringify(batch);
    const type = batch.state === 'completed' ? 'completed' : 'progress';
    if (data !== follower.told) follower.tell({ type, data });
    else if (Date.now() - follower.toldAt > longestSilence) follower.tell({ comment: 'still there' });
    else return;
    follower.told = data;
    follower.toldAt = Date.now();
    if (type === 'completed') follower.end();
  }
}
