import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { GatewayProgress } from '../facts/gateway-progress';
import { Heartbeats } from '../outbox/heartbeats';
import { Outbox } from '../outbox/outbox';
import { WakeableLoop } from '../lifecycle/wakeable-loop';
import { BatchRepository } from './batch.repository';

/**
 * `completed` means that the gates see it: once every row has come to its end a heartbeat follows the facts, and the
 * batch completes when the slowest living gateway has applied that heartbeat.
 */
@Injectable()
export class BatchCompletion implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(BatchCompletion.name);
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly batches: BatchRepository,
    private readonly outbox: Outbox,
    private readonly heartbeats: Heartbeats,
    private readonly gateways: GatewayProgress,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new WakeableLoop(() => this.complete(), 'completion of batches', this.logger, 200);
    this.gateways.onProgress(() => this.loop?.wake());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  private async complete(): Promise<boolean> {
    await this.outbox.transaction(async (change) => {
      const ended = await this.batches.findEnded(change.manager);
      if (ended.length === 0) return;
      await this.batches.awaitHeartbeat(change.manager, ended, await this.heartbeats.beat(change));
    });
    const applied = this.gateways.slowestAlive();
    if (applied === null) return false;
    const completed = await this.outbox.transaction(({ manager }) => this.batches.completeUpTo(manager, applied));
    for (const id of completed) this.logger.log(`batch ${id} completed`);
    return false;
  }
}
