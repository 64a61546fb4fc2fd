import { Injectable, Logger } from '@nestjs/common';
import {
  Kafka,
  logLevel,
  Partitioners,
  type Admin,
  type Consumer,
  type ConsumerConfig,
  type Producer,
  type SASLOptions,
} from 'kafkajs';
import { topics, type Topic } from '@entry/contracts/topics';
import { setTimeout as delay } from 'node:timers/promises';
import { stopIdleTimers } from './idle-timers';

const hour = 3_600_000;

/** For Nest's own use of the same client: what it would otherwise have to be imported for. */
export const transportSettings = { logLevel: logLevel.WARN, createPartitioner: Partitioners.DefaultPartitioner };

/** The one place that knows which Kafka client this is. */
@Injectable()
export class KafkaConnection {
  private readonly logger = new Logger('Kafka');
  /** For what somebody waits for: fails within a few seconds. */
  private readonly impatient: Kafka;
  /** For consumers: a broker that has just started has no group coordinator yet, and kafkajs takes that for the end. */
  private readonly patient: Kafka;
  private prepared: Promise<void> | null = null;

  constructor(
    readonly brokers: string[],
    readonly clientId: string,
    private readonly sasl?: SASLOptions,
  ) {
    stopIdleTimers();
    this.impatient = this.client(5);
    this.patient = this.client(Number.MAX_SAFE_INTEGER);
  }

  producer(): Producer {
    return this.impatient.producer({
      allowAutoTopicCreation: false,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
  }

  consumer(config: ConsumerConfig): Consumer {
    return this.patient.consumer(config);
  }

  /** Resolves once a broker answers and every topic exists; waits for as long as that takes, and says so. */
  ready(): Promise<void> {
    this.prepared ??= this.prepare();
    return this.prepared;
  }

  async withAdmin<Result>(work: (admin: Admin) => Promise<Result>): Promise<Result> {
    const admin = this.impatient.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  /** Makes a topic that is none of the system's own, unless it exists. */
  makeTopic(topic: Topic): Promise<void> {
    return this.withAdmin((admin) => createMissing(admin, [topic]));
  }

  /** How many brokers there are now; rejects when none answers. */
  async countBrokers(): Promise<number> {
    const { brokers } = await this.withAdmin((admin) => admin.describeCluster());
    return brokers.length;
  }

  private client(retries: number): Kafka {
    return new Kafka({
      brokers: this.brokers,
      clientId: this.clientId,
      ...(this.sasl && { sasl: this.sasl }),
      logLevel: logLevel.WARN,
      logCreator: () => (entry) => this.logger.warn(`${entry.namespace}: ${entry.log.message}`),
      connectionTimeout: 2_000,
      requestTimeout: 15_000,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries },
    });
  }

  private async prepare(): Promise<void> {
    for (;;) {
      try {
        return await this.withAdmin((admin) => createMissing(admin, topics));
      } catch (error) {
        this.logger.warn(`waiting for Kafka at ${this.brokers.join(',')}: ${(error as Error).message}`);
        await delay(1_000);
      }
    }
  }
}

async function createMissing(admin: Admin, wanted: readonly Topic[]): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = wanted.filter(({ name }) => !existing.has(name));
  if (missing.length === 0) return;
  await admin.createTopics({
    waitForLeaders: true,
    topics: missing.map((topic) => ({
      topic: topic.name,
      numPartitions: topic.partitions,
      configEntries: configsOf(topic),
    })),
  });
  for (const { name } of missing) await untilLed(admin, name);
}

/** A new topic answers a little later than it exists: until its broker has taken the lead of every partition. */
async function untilLed(admin: Admin, topic: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await admin.fetchTopicOffsets(topic);
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await delay(100);
    }
  }
}

function configsOf({ name: topic, kept }: Topic): { name: string; value: string }[] {
  const deadLetter = topic.endsWith('.dead-letter');
  // Only a closed segment is compacted or dropped: with Kafka's week-long ones personal data would stay for two weeks.
  const configs =
    kept === 'compacted'
      ? {
          'cleanup.policy': 'compact',
          'segment.ms': hour,
          'segment.bytes': 67_108_864,
          'min.cleanable.dirty.ratio': 0.1,
        }
      : { 'retention.ms': kept * hour, 'segment.ms': Math.max(hour, (kept * hour) / 24) };
  // A dead letter carries its reason as well, and may be larger than the message was.
  const largest = deadLetter ? { 'max.message.bytes': 2_097_152 } : {};
  return Object.entries({ ...configs, ...largest }).map(([name, value]) => ({ name, value: String(value) }));
}
