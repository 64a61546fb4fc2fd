import { allEvents } from '@entry/contracts/all-events';
import type { EventDefinition } from '@entry/contracts/define-event';
import type { EachBatchPayload } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { onFinalCrash } from './final-crash';
import { KafkaConnection } from './kafka-connection';
import { readEvent } from './received-event';

interface Stretch {
  readonly partition: number;
  /** Offsets: the first, and the one where the partition ended. */
  readonly from: bigint;
  readonly to: bigint;
}

/** What one of several readers takes: the partitions whose number, divided by `of`, leaves `place`. Topics of one key are shared out alike. */
export interface Share {
  readonly place: number;
  readonly of: number;
}

interface Parts {
  readonly stretches: readonly Stretch[];
  /** Partitions of which nothing is read. */
  readonly others: readonly number[];
}

interface Reader<Data> {
  /** Called with each event in turn, of a partition in their order. */
  take(data: Data): void;
  /** Called with how many offsets of the length were passed since it was called before. */
  onPassed(offsets: number): void;
}

const fetchedAtOnce = 4_194_304;

/** Reads topics once, from the beginning or from an instant to where they end now, without keeping a position. */
export class WholeTopics {
  constructor(private readonly connection: KafkaConnection) {}

  /** A share of the topic as far as it goes now. What is older than `since` is left out. */
  async open<Event extends EventDefinition>(
    event: Event,
    share: Share,
    since?: Date,
  ): Promise<WholeTopic<z.output<Event['data']>>> {
    return new WholeTopic(this.connection, event, await this.partsOf(event.topic, share, since));
  }

  private partsOf(topic: string, share: Share, since: Date | undefined): Promise<Parts> {
    return this.connection.withAdmin(async (admin) => {
      const ends = await admin.fetchTopicOffsets(topic);
      const begins = since ? await admin.fetchTopicOffsetsByTimestamp(topic, since.getTime()) : [];
      const from = new Map(begins.map(({ partition, offset }) => [partition, BigInt(offset)]));
      const stretches = ends
        .map(({ partition, low, high }) => ({ partition, from: from.get(partition) ?? BigInt(low), to: BigInt(high) }))
        .filter((stretch) => stretch.partition % share.of === share.place && stretch.from < stretch.to);
      const read = new Set(stretches.map(({ partition }) => partition));
      const others = ends.map(({ partition }) => partition).filter((partition) => !read.has(partition));
      return { stretches, others };
    });
  }
}

export class WholeTopic<Data> {
  constructor(
    private readonly connection: KafkaConnection,
    private readonly event: EventDefinition,
    private readonly parts: Parts,
  ) {}

  /** In offsets; of a compacted topic more than there are messages. */
  get length(): number {
    return this.parts.stretches.reduce((sum, { from, to }) => sum + Number(to - from), 0);
  }

  /** Gives how many messages could not be read; rejects when the reading breaks off. Waits for as long as the broker is away. */
  async read(reader: Reader<Data>): Promise<{ unreadable: number }> {
    const left = new Map(
      this.parts.stretches.map((stretch) => [stretch.partition, { ...stretch, next: stretch.from }]),
    );
    if (left.size === 0) return { unreadable: 0 };
    const { topic } = this.event;
    const consumer = this.connection.consumer({
      groupId: `whole-${randomUUID()}`,
      maxBytesPerPartition: fetchedAtOnce,
    });
    let unreadable = 0;
    const eachBatch = async ({ batch, heartbeat }: EachBatchPayload) => {
      const stretch = left.get(batch.partition);
      if (!stretch) return;
      const fresh = batch.messages.filter(
        ({ offset }) => BigInt(offset) >= stretch.next && BigInt(offset) < stretch.to,
      );
      unreadable += this.take(fresh, reader);
      // A compacted topic may hold nothing at its last offset: what counts is how far the broker has gone.
      const next = BigInt(batch.lastOffset()) + 1n;
      reader.onPassed(Math.max(0, Number((next < stretch.to ? next : stretch.to) - stretch.next)));
      stretch.next = next > stretch.next ? next : stretch.next;
      if (stretch.next >= stretch.to) left.delete(batch.partition);
      await heartbeat();
    };
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        onFinalCrash(consumer, reject);
        consumer
          .run({
            autoCommit: false,
            // What fails here would fail again: kafkajs must not try it for ever.
            eachBatch: (batch) => eachBatch(batch).then(() => void (left.size === 0 && resolve()), reject),
          })
          .catch(reject);
        consumer.pause([{ topic, partitions: [...this.parts.others] }]);
        for (const { partition, from } of left.values()) consumer.seek({ topic, partition, offset: String(from) });
      });
    } finally {
      await consumer.disconnect();
    }
    return { unreadable };
  }

  private take(messages: EachBatchPayload['batch']['messages'], reader: Reader<Data>): number {
    const ofTopic = allEvents.filter(({ topic }) => topic === this.event.topic);
    let unreadable = 0;
    for (const message of messages) {
      // A tombstone says nothing more of its key.
      if (message.value === null) continue;
      const reading = readEvent(ofTopic, message);
      if (reading.outcome === 'unreadable') unreadable += 1;
      else if (reading.event.type === this.event.type) reader.take(reading.event.data as Data);
    }
    return unreadable;
  }
}
