import type { EventDefinition } from '@entry/contracts/define-event';
import { partitionsOf } from '@entry/contracts/topics';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { toEventMessage } from '../kafka/event-message';
import { Outbox, type Change } from './outbox';
import { WakeableLoop } from '../lifecycle/wakeable-loop';

/** Which heartbeat a service sends, if it owns facts. */
export class HeartbeatDefinition {
  constructor(
    readonly event: EventDefinition,
    readonly source: string,
  ) {}
}

const interval = 1_000;

/** Tells every reader of a facts topic, on each partition and in order with the facts, up to when it has them all. */
@Injectable()
export class Heartbeats implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Heartbeats.name);
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly outbox: Outbox,
    private readonly definition: HeartbeatDefinition,
  ) {}

  onApplicationBootstrap(): void {
    const beat = async () => {
      await this.outbox.transaction((change) => this.beat(change));
      return false;
    };
    this.loop = new WakeableLoop(beat, 'heartbeat', this.logger, interval);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  /** A heartbeat within a change: whoever has applied it has applied all that was committed before. */
  async beat({ manager, announce }: Change): Promise<number> {
    const [row] = await manager.query<{ sequence: string; at: Date }[]>(
      `WITH beat AS (UPDATE heartbeat SET sequence = sequence + 1 RETURNING sequence)
       SELECT sequence, clock_timestamp() AS at FROM beat`,
    );
    if (!row) throw new Error('the heartbeat row is missing');
    const { event, source } = this.definition;
    const sequence = Number(row.sequence);
    const message = toEventMessage(event, { sequence, at: row.at.toISOString() }, { source, time: row.at });
    await announce(partitionsOf(event.topic).map((partition) => ({ ...message, partition })));
    return sequence;
  }
}
