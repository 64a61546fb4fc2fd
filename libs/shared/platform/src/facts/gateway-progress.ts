import { FactsAppliedV1 } from '@entry/contracts/events/facts-applied.v1';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { EventConsumers } from '../kafka/event-consumers';
import { fromTheBeginning } from '../kafka/positions';
import { bulkPace } from '../lifecycle/bulk-pace';

/** Whose facts the progress is about. */
export class FactsOwner {
  constructor(readonly name: 'identity' | 'healthStatus') {}
}

const aliveFor = 10_000;

/** How far the gateways have applied this service's facts. A gateway that has been silent for ten seconds counts as gone. */
@Injectable()
export class GatewayProgress implements OnApplicationBootstrap {
  private readonly gateways = new Map<string, { applied: number; reportedAt: number }>();
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly consumers: EventConsumers,
    private readonly owner: FactsOwner,
  ) {}

  onApplicationBootstrap(): void {
    this.consumers.start({
      group: `${this.owner.name}-gateway-progress`,
      alone: true,
      events: [FactsAppliedV1],
      positions: fromTheBeginning,
      handle: ({ events }) => {
        for (const { data } of events) {
          bulkPace.heard(data.slowScans);
          this.gateways.set(data.gatewayId, { applied: data[this.owner.name], reportedAt: Date.now() });
        }
        for (const listener of this.listeners) listener();
        return Promise.resolve();
      },
    });
  }

  onProgress(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** The heartbeat up to which every living gateway has applied the facts; null when none lives. */
  slowestAlive(): number | null {
    const alive = [...this.gateways.values()].filter(({ reportedAt }) => Date.now() - reportedAt < aliveFor);
    return alive.length === 0 ? null : Math.min(...alive.map(({ applied }) => applied));
  }
}
