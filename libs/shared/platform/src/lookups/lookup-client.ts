import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ClientKafka, type KafkaOptions } from '@nestjs/microservices';
import { lookupTopics, type LookupRequest } from '@entry/contracts/lookups';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { firstValueFrom, timeout } from 'rxjs';
import type { Readiness } from '../health/readiness';
import { onFinalCrash } from '../kafka/final-crash';
import { KafkaConnection } from '../kafka/kafka-connection';
import { atMost } from '../lifecycle/at-most';
import { endService } from '../lifecycle/end-service';

type KafkaClientOptions = Required<KafkaOptions>['options'];

/** Replies that come later than this are for nobody. */
const forgottenAfter = 1_000;

/** Asks over Kafka and gets the reply on partitions of its own. Fails at once while the broker is away. */
@Injectable()
export class LookupClient implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(LookupClient.name);
  private readonly client: ReplyingClient;
  private connected = false;
  private stopped = false;

  constructor(
    private readonly connection: KafkaConnection,
    name: string,
    readiness: Readiness,
  ) {
    // A group of this process alone: nobody waits for a member that was killed.
    const groupId = `${name}-${randomUUID()}`;
    this.client = new ReplyingClient(
      {
        postfixId: '',
        client: {
          retry: { maxRetryTime: 1_000, retries: 1 },
          brokers: connection.brokers,
          clientId: name,
          logLevel: 0,
        },
        consumer: {
          groupId,
          maxWaitTimeInMs: 100,
          allowAutoTopicCreation: false,
          retry: { retries: Number.MAX_SAFE_INTEGER, maxRetryTime: 2_000 },
        },
        producer: { allowAutoTopicCreation: false, retry: { retries: 0 } },
        subscribe: { fromBeginning: false },
        run: { autoCommit: false },
      },
      (error) => {
        if (this.connected) endService(readiness, 'look-ups', error);
      },
    );
  }

  onApplicationBootstrap(): void {
    void this.connect();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await atMost(1_000, this.client.close());
  }

  /** The other side's answer; rejects when none comes. */
  async ask(topic: (typeof lookupTopics)[keyof typeof lookupTopics], request: LookupRequest): Promise<unknown> {
    if (!this.connected) throw new Error('look-ups are not connected');
    return firstValueFrom(this.client.send<unknown, LookupRequest>(topic, request).pipe(timeout(forgottenAfter)));
  }

  private async connect(): Promise<void> {
    await this.connection.ready();
    for (const topic of Object.values(lookupTopics)) this.client.subscribeToResponseOf(topic);
    while (!this.stopped && !this.connected) {
      try {
        await this.client.join();
        this.connected = true;
      } catch (error) {
        this.logger.warn(`look-ups wait for Kafka: ${(error as Error).message}`);
        await atMost(1_000, this.client.close());
        await delay(1_000);
      }
    }
  }
}

class ReplyingClient extends ClientKafka {
  private joined: Promise<unknown> = Promise.resolve();

  constructor(
    options: KafkaClientOptions,
    private readonly onCrash: (error: Error) => void,
  ) {
    super(options);
  }

  /** Rejects also when the consumer crashes meanwhile, as it does while a new broker has no group coordinator: `connect` does not tell. */
  async join(): Promise<void> {
    await this.connect();
    await this.joined;
  }

  protected override registerConsumerEventListeners(): void {
    super.registerConsumerEventListeners();
    const { consumer } = this;
    this.joined = new Promise((resolve, reject) => {
      consumer.on(consumer.events.GROUP_JOIN, resolve);
      onFinalCrash(consumer, (error) => {
        reject(error);
        this.onCrash(error);
      });
    });
    // Whoever joins learns of it; a crash that comes later is told by itself.
    this.joined.catch(() => undefined);
  }
}
