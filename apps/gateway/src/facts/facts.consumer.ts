import type { EventDefinition } from '@entry/contracts/define-event';
import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { HealthHeartbeatV1, IdentityHeartbeatV1, type HeartbeatV1 } from '@entry/contracts/events/heartbeat.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { partitionsOf } from '@entry/contracts/topics';
import { EventConsumers } from '@entry/platform/kafka/event-consumers';
import type { EventBatch } from '@entry/platform/kafka/batch-handler';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { FactsCache } from './facts.cache';
import { FactsGeneration } from './facts-generation';
import type { FactsOfHalf, Half } from './person-facts';

const fetchedAtOnce = 262_144;

/** Keeps the cache hot from the two compacted topics. */
@Injectable()
export class FactsConsumer implements OnApplicationBootstrap {
  private readonly reached = new Map<string, bigint>();

  constructor(
    private readonly consumers: EventConsumers,
    private readonly cache: FactsCache,
    private readonly generation: FactsGeneration,
  ) {}

  onApplicationBootstrap(): void {
    this.start('identity', CitizenV1.topic, [CitizenV1, IdentityHeartbeatV1]);
    this.start('health', HealthStatusV1.topic, [HealthStatusV1, HealthHeartbeatV1]);
  }

  private start(half: Half, topic: string, events: readonly EventDefinition[]): void {
    const consumer = this.consumers.start({
      group: `gateway-facts-${half}`,
      alone: true,
      fetchedAtOnce,
      events,
      positions: this.generation.positions,
      handle: (batch) => this.apply(half, batch),
    });
    // It tries until it has its positions, and never rejects.
    this.generation.onRenewed(() => void consumer.reposition(partitionsOf(topic)));
  }

  private async apply(
    half: Half,
    { topic, partition, events, setAside, nextOffset }: EventBatch<EventDefinition>,
  ): Promise<void> {
    const isHeartbeat = (type: string) => type === IdentityHeartbeatV1.type || type === HealthHeartbeatV1.type;
    const facts = events.filter(({ type }) => !isHeartbeat(type)).map(({ data }) => data as FactsOfHalf[Half]);
    // What this gate could not take in may be newer than what it has: its owners are asked about that person.
    const doubtful = setAside.map(({ key }) => key);
    const known = facts.filter(({ subject }) => !doubtful.includes(subject));
    await this.cache.distrust(half, doubtful);
    const last = events.findLast(({ type }) => isHeartbeat(type))?.data as HeartbeatV1 | undefined;
    const heartbeat = last ? `${last.sequence}|${last.at}` : null;
    const generation = this.generation.ofReading(topic);
    const place = `${generation}/${topic}/${partition}`;
    const reached = this.reached.get(place) ?? null;
    await this.cache.put(half, known, { generation, topic, partition, nextOffset, reached, heartbeat });
    this.reached.set(place, nextOffset);
  }
}
