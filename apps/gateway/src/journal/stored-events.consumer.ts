import { AccessEventStoredV1 } from '@entry/contracts/events/access-event.v1';
import { EventConsumers } from '@entry/platform/kafka/event-consumers';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type GatewayConfig } from '../config';
import { Journal } from './journal';

/** Lets the journal forget what access-log has in PostgreSQL, not what a broker acknowledged. */
@Injectable()
export class StoredEventsConsumer implements OnApplicationBootstrap {
  constructor(
    private readonly consumers: EventConsumers,
    private readonly journal: Journal,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  onApplicationBootstrap(): void {
    const { GATEWAY_ID } = this.config;
    this.consumers.start({
      group: `gateway-${GATEWAY_ID}-stored`,
      alone: true,
      events: [AccessEventStoredV1],
      positions: {
        read: async (topic, partitions) => {
          const positions = new Map<number, bigint>();
          for (const partition of partitions) {
            const position = await this.journal.readPosition(topic, partition);
            if (position !== null) positions.set(partition, position);
          }
          return positions;
        },
        reset: (topic, partition, offset) => this.journal.forget([], topic, partition, offset),
      },
      handle: async ({ topic, partition, events, nextOffset }) => {
        const mine = events.filter(({ data }) => data.gatewayId === GATEWAY_ID).flatMap(({ data }) => data.eventIds);
        await this.journal.forget(mine, topic, partition, nextOffset);
      },
    });
  }
}
