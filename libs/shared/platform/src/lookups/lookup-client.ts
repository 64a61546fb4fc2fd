import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ClientKafka, type KafkaOptions } from '@nestjs/microservices';
import { lookupTopics, type LookupRequest } from '@entry/contracts/lookups';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { firstValueFrom, timeout } from 'rxjs';
import { onFinalCrash } from '../kafka/final-crash';
import { KafkaConnection } from '../kafka/kafka-connection';
import { atMost } from '../lifecycle/at-most';

type KafkaClientOptions = Required<KafkaOptions>['options'];

/** Replies that come later than this are for nobody. */
const forgottenAfter = 1_000;
/** In milliseconds, the shortest that brokers allow by default. */
const session = 6_000;

/**
 * Asks over Kafka and gets the reply on partitions of its own. Fails at once while the broker is away; a client that crashed for
 * good gives way to a new one, since a gate goes on without look-ups.
 */
@Injectable()
export class LookupClient implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(LookupClient.name);
  /** Null while none is connected. */
  private client: ReplyingClient | null = null;
  private stopped = false;

  constructor(
    private readonly connection: KafkaConnection,
    private readonly name: string,
  ) {}

  onApplicationBootstrap(): void {
    void this.connect();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.client) await atMost(1_000, this.client.close());
  }

  /** The other side's answer; rejects when none comes. */
  async ask(topic: (typeof lookupTopics)[keyof typeof lookupTopics], request: LookupRequest): Promise<unknown> {
    if (!this.client) throw new Error('look-ups are not connected');
    return firstValueFrom(this.client.send<unknown, LookupRequest>(topic, request).pipe(timeout(forgottenAfter)));
  }

  private async connect(): Promise<void> {
    await this.connection.ready();
    while (!this.stopped && !this.client) {
      const client: ReplyingClient = new ReplyingClient(this.options(), (error) => this.replace(client, error));
      for (const topic of Object.values(lookupTopics)) client.subscribeToResponseOf(topic);
      try {
        await client.join();
        this.client = client;
      } catch (error) {
        this.logger.warn(`look-ups wait for Kafka: ${(error as Error).message}`);
        void atMost(1_000, client.close());
        await delay(1_000);
      }
    }
  }

  private replace(crashed: ReplyingClient, error: Error): void {
    if (this.client !== crashed) return;
    this.logger.error(`look-ups crashed, connects anew: ${error.message}`);
    this.client = null;
    void atMost(1_000, crashed.close());
    void this.connect();
  }

  private options(): KafkaClientOptions {
    return {
      postfixId: '',
      client: {
        retry: { maxRetryTime: 1_000, retries: 1 },
        brokers: this.connection.brokers,
        clientId: this.name,
        logLevel: 0,
      },
      consumer: {
        // A group of this client alone: nobody waits for a member that was killed.
        groupId: `${this.name}-${randomUUID()}`,
        maxWaitTimeInMs: 100,
        allowAutoTopicCreation: false,
        // A broker that was killed knows this client by an earlier name, and lets it in again when that one's session has ended.
        sessionTimeout: session,
        heartbeatInterval: 1_000,
        rebalanceTimeout: session,
        retry: { retries: Number.MAX_SAFE_INTEGER, maxRetryTime: 2_000 },
      },
      producer: { allowAutoTopicCreation: false, retry: { retries: 0 } },
      subscribe: { fromBeginning: false },
      run: { autoCommit: false },
    };
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
