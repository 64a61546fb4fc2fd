import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { Problem } from '@entry/platform/http/problem';
import { onFinalCrash } from '@entry/platform/kafka/final-crash';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { readEvent } from '@entry/platform/kafka/received-event';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const patience = 10_000;

interface Follower {
  push(scan: AccessEventV1): void;
  /** Nothing comes any more. */
  end(): void;
}
type Consumer = ReturnType<KafkaConnection['consumer']>;

/** Scans as gateways send them, from every partition, for whoever looks on; read only while somebody does. A scan may come twice. */
@Injectable()
export class LiveScans implements BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveScans.name);
  private readonly followers = new Set<Follower>();
  private reading: Promise<Consumer | null> = Promise.resolve(null);

  constructor(private readonly connection: KafkaConnection) {}

  /** Resolves when scans come, to what ends it. Throws 503 `STREAM_UNAVAILABLE` when they cannot be read now. */
  async follow(follower: Follower): Promise<() => void> {
    this.followers.add(follower);
    const leave = () => {
      this.followers.delete(follower);
      void this.settle();
    };
    if ((await this.settle()) !== null) return leave;
    leave();
    throw unavailable();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.followers.clear();
    await this.settle();
  }

  /** One after the other: reads when there are followers, and does not when there are none. */
  private settle(): Promise<Consumer | null> {
    this.reading = this.reading.then(async (consumer) => {
      if (this.followers.size > 0) return consumer ?? (await this.begin());
      await consumer?.disconnect().catch((error: Error) => this.logger.warn(`live scans: ${error.message}`));
      return null;
    });
    return this.reading;
  }

  private async begin(): Promise<Consumer | null> {
    // Whoever looks on asks anew by itself.
    const endAll = () => {
      for (const { end } of this.followers) end();
      this.followers.clear();
      void this.settle();
    };
    const consumer = this.connection.consumer({ groupId: `access-log-live-${randomUUID()}`, maxWaitTimeInMs: 250 });
    try {
      await this.connection.countBrokers();
      onFinalCrash(consumer, endAll);
      await consumer.connect();
      await consumer.subscribe({ topics: [AccessEventV1.topic], fromBeginning: false });
      const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
      await consumer.run({
        autoCommit: false,
        eachMessage: ({ message }) => {
          // Whoever stores it sets aside what cannot be read.
          const reading = readEvent([AccessEventV1], message);
          if (reading.outcome === 'event') for (const { push } of this.followers) push(reading.event.data);
          return Promise.resolve();
        },
      });
      await Promise.race([joined, tooLong()]);
      return consumer;
    } catch (error) {
      this.logger.warn(`live scans cannot be read now: ${(error as Error).message}`);
      void consumer.disconnect().catch(() => undefined);
      return null;
    }
  }
}

async function tooLong(): Promise<never> {
  await delay(patience, undefined, { ref: false });
  throw new Error('no group coordinator in time');
}

const unavailable = () =>
  new Problem(503, 'STREAM_UNAVAILABLE', 'Scans cannot be followed now; those that are stored are in the list.', {
    headers: { 'retry-after': '5' },
  });
