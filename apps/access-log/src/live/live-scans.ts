import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { readEvent } from '@entry/platform/kafka/received-event';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';

type Follower = (scan: AccessEventV1) => void;
type Consumer = ReturnType<KafkaConnection['consumer']>;

/** Scans as gateways send them, from every partition, for whoever looks on; read only while somebody does. A scan may come twice. */
@Injectable()
export class LiveScans implements BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveScans.name);
  private readonly followers = new Set<Follower>();
  private reading: Promise<Consumer | null> = Promise.resolve(null);

  constructor(private readonly connection: KafkaConnection) {}

  /** Resolves when scans come; call the result to end it. */
  async follow(follower: Follower): Promise<() => void> {
    this.followers.add(follower);
    await this.settle();
    return () => {
      this.followers.delete(follower);
      void this.settle();
    };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.followers.clear();
    await this.settle();
  }

  /** One after the other: reads when there are followers, and does not when there are none. */
  private settle(): Promise<unknown> {
    this.reading = this.reading.then(async (consumer) => {
      if (this.followers.size > 0) return consumer ?? (await this.begin());
      await consumer?.disconnect();
      return null;
    });
    return this.reading;
  }

  private async begin(): Promise<Consumer | null> {
    const consumer = this.connection.consumer({ groupId: `access-log-live-${randomUUID()}`, maxWaitTimeInMs: 250 });
    try {
      await this.connection.ready();
      await consumer.connect();
      await consumer.subscribe({ topics: [AccessEventV1.topic], fromBeginning: false });
      const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
      await consumer.run({
        autoCommit: false,
        eachMessage: ({ message }) => {
          const reading = readEvent([AccessEventV1], message);
          if (reading.outcome === 'event') for (const follower of this.followers) follower(reading.event.data);
          return Promise.resolve();
        },
      });
      await joined;
      return consumer;
    } catch (error) {
      this.logger.warn(`live scans cannot be read now: ${(error as Error).message}`);
      void consumer.disconnect().catch(() => undefined);
      return null;
    }
  }
}
