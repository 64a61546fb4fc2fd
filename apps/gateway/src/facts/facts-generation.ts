import { generationKey, positionKey, rebuildEndKey } from '@entry/platform/facts/facts-keys';
import type { Positions } from '@entry/platform/kafka/positions';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { WakeableLoop } from '@entry/platform/lifecycle/wakeable-loop';
import { randomUUID } from 'node:crypto';
import { FactsRedis } from './facts-redis';

/**
 * Each filling of the cache has a name that is kept in it. When the name is gone the cache was emptied: a new one is
 * given, and the readers begin again at the start of their topics.
 */
@Injectable()
export class FactsGeneration implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(FactsGeneration.name);
  private readonly listeners: (() => void)[] = [];
  private readonly readIn = new Map<string, string>();
  private name: string | null = null;
  private loop: WakeableLoop | null = null;

  constructor(
    private readonly redis: FactsRedis,
    private readonly connection: KafkaConnection,
  ) {}

  onModuleInit(): void {
    this.loop = new WakeableLoop(() => this.watch(), 'watch of the facts cache', this.logger, 1_000);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  /** Throws while Redis has not been reached yet. */
  current(): string {
    if (this.name === null) throw new Error('the facts cache has not been reached yet');
    return this.name;
  }

  /** The generation for which a topic is being read; what is read for an earlier one must not be put into a later. */
  ofReading(topic: string): string {
    return this.readIn.get(topic) ?? this.current();
  }

  onRenewed(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Positions in the cache itself. Until a partition has reached the end that it has now, the cache is not complete. */
  readonly positions: Positions = {
    read: async (topic, partitions) => {
      const generation = this.current();
      this.readIn.set(topic, generation);
      const stored = await this.redis.patient.hgetall(positionKey(generation, topic));
      await this.markEnds(generation, topic, partitions);
      return new Map(Object.entries(stored).map(([partition, offset]) => [Number(partition), BigInt(offset)]));
    },
    reset: async (topic, partition, offset) => {
      await this.redis.patient.hset(positionKey(this.current(), topic), { [partition]: String(offset) });
    },
  };

  private async markEnds(generation: string, topic: string, partitions: readonly number[]): Promise<void> {
    const offsets = await this.connection.withAdmin((admin) => admin.fetchTopicOffsets(topic));
    for (const { partition, high } of offsets) {
      if (partitions.includes(partition)) {
        await this.redis.patient.hset(rebuildEndKey(generation, topic), { [partition]: high });
      }
    }
  }

  private async watch(): Promise<boolean> {
    const candidate = randomUUID();
    const held = await this.redis.patient.set(generationKey, candidate, 'NX', 'GET');
    const name = held ?? candidate;
    if (name === this.name) return false;
    const emptied = this.name !== null;
    this.name = name;
    if (!emptied) return false;
    this.logger.warn('the facts cache was emptied: fills it again');
    for (const listener of this.listeners) listener();
    return false;
  }
}
