import type { EventDefinition } from '@entry/contracts/define-event';
import { Logger } from '@nestjs/common';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { BatchHandler, PositionWentBack, type EventBatch } from './batch-handler';
import { bulkPace } from '../lifecycle/bulk-pace';
import type { EventPublisher } from './event-publisher';
import { onFinalCrash } from './final-crash';
import type { KafkaConnection } from './kafka-connection';
import { seekToPositions, type Positions } from './positions';

export interface ConsumerOptions<Event extends EventDefinition> {
  /** Kafka's consumer group; readers of one group share the partitions. */
  readonly group: string;
  /** A group of its own for this process: it reads every partition, and waits for no member that died. */
  readonly alone?: boolean;
  /** Nobody waits for it at a gate: it takes one small part after the other, and leaves time for what is more urgent. */
  readonly yields?: boolean;
  /** How much of a partition comes at once, in bytes; less where what else the process does must not wait for it. */
  readonly fetchedAtOnce?: number;
  /** All of one topic; a message of any other type is set aside. */
  readonly events: readonly Event[];
  /** Where each partition stands; kept by the reader together with the effects, never by Kafka. */
  readonly positions: Positions;
  /** Called again until it resolves; with fewer messages of a batch, down to one, after an error that nobody knows. */
  readonly handle: (batch: EventBatch<Event>) => Promise<void>;
}

/** The shortest that brokers allow by default: so long do others wait for the partitions of a reader that was killed. */
const sessionTimeout = 6_000;
const heartbeatInterval = 1_000;
/** Some hundreds of records: one transaction is worth it, and what is urgent finds a gap soon. */
const partOfYielding = 262_144;
/** Fewer messages than this are no large piece of work. */
const largeBatch = 50;

/** Reads one topic from its own positions. A message that cannot be read is set aside, never skipped and never blocking. */
export class EventConsumer<Event extends EventDefinition> {
  private readonly logger: Logger;
  private readonly consumer: Consumer;
  private readonly topic: string;
  private readonly handler: BatchHandler<Event>;
  private positioned: Promise<unknown> = Promise.resolve();
  private positionings = 0;
  /** Where each partition goes on, as far as this process has handled it. */
  private readonly handledUpTo = new Map<number, bigint>();
  private stopping = false;

  constructor(
    private readonly connection: KafkaConnection,
    publisher: EventPublisher,
    private readonly options: ConsumerOptions<Event>,
    private readonly onCrash: (error: Error) => void,
  ) {
    const [first] = options.events;
    if (!first) throw new Error(`${options.group} reads no event`);
    this.topic = first.topic;
    this.logger = new Logger(`${options.group} < ${this.topic}`);
    this.handler = new BatchHandler(this.topic, options, publisher, this.logger);
    this.consumer = connection.consumer({
      groupId: options.alone ? `${options.group}-${randomUUID()}` : options.group,
      maxBytesPerPartition: options.fetchedAtOnce ?? (options.yields ? partOfYielding : 1_048_576),
      maxWaitTimeInMs: 500,
      sessionTimeout,
      heartbeatInterval,
      rebalanceTimeout: 10_000,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: Number.MAX_SAFE_INTEGER },
    });
  }

  async start(): Promise<void> {
    await this.connection.ready();
    this.consumer.on(this.consumer.events.GROUP_JOIN, ({ payload }) => {
      void this.position(payload.memberAssignment[this.topic] ?? []);
    });
    onFinalCrash(this.consumer, this.onCrash);
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [this.topic], fromBeginning: true });
    await this.consumer.run({
      autoCommit: !this.options.alone,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.options.yields ? 1 : 4,
      eachBatch: (payload) => this.onBatch(payload),
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.consumer.disconnect();
  }

  /** Reads the partitions again from what `positions` says now; batches under way no longer count. */
  async reposition(partitions: readonly number[]): Promise<void> {
    await this.position(partitions);
  }

  private position(partitions: readonly number[]): Promise<unknown> {
    this.positionings += 1;
    for (const partition of partitions) this.handledUpTo.delete(partition);
    const seek = () => seekToPositions(this.connection, this.consumer, this.topic, partitions, this.options.positions);
    // One after the other: an earlier one that ends late must not undo a later one.
    this.positioned = this.positioned.then(() => this.handler.insist('read its positions', seek, () => !this.stopping));
    return this.positioned;
  }

  private async onBatch({ batch, resolveOffset, heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    await this.positioned;
    const positioning = this.positionings;
    const counts = () => !this.stopping && isRunning() && !isStale() && positioning === this.positionings;
    if (!counts()) return;
    const { partition } = batch;
    const handledUpTo = this.handledUpTo.get(partition) ?? null;
    // kafkajs goes back to the oldest message by itself when a topic is wiped while it is read.
    if (BigInt(batch.firstOffset() ?? 0) < (handledUpTo ?? 0n)) {
      await this.position([partition]);
      return;
    }
    const beat = setInterval(() => void heartbeat().catch(() => undefined), heartbeatInterval);
    try {
      const take = () => this.handler.take(partition, batch.messages, handledUpTo, counts);
      const isLarge = this.options.yields === true && batch.messages.length >= largeBatch;
      if (!(await (isLarge ? bulkPace.yielding(take) : take()))) return;
      this.handledUpTo.set(partition, BigInt(batch.lastOffset()) + 1n);
      resolveOffset(batch.lastOffset());
    } catch (error) {
      if (!(error instanceof PositionWentBack)) throw error;
      this.logger.error(`what was kept of partition ${partition} went back to an earlier state: reads it again`);
      await this.position([partition]);
    } finally {
      clearInterval(beat);
    }
  }
}
