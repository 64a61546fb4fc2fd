import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { IHeaders, Message, Producer } from 'kafkajs';
import { setTimeout as delay } from 'node:timers/promises';
import { atMost } from '../lifecycle/at-most';
import { KafkaConnection } from './kafka-connection';

/**
 * Brokers refuse more than 1 MiB in one batch, and all messages of a send may belong to one partition. A reader of bulk fetches 256 KiB of
 * a partition: what it gets of a batch that begins in them and ends behind them, it gets once more, which doubled the broker's time.
 */
const largestSend = 400_000;
const framing = 100;
/** How long a send waits for the first contact with a broker. */
const patience = 5_000;

/** What a topic takes: an event, or any message as it came from elsewhere. */
export interface OutgoingMessage {
  readonly topic: string;
  readonly key: string | Buffer | null;
  readonly value: string | Buffer | null;
  readonly headers: Readonly<IHeaders>;
  readonly partition?: number;
}

@Injectable()
export class EventPublisher implements OnApplicationShutdown {
  private readonly producer: Producer;
  private connected: Promise<void> | null = null;

  constructor(private readonly connection: KafkaConnection) {
    this.producer = connection.producer();
  }

  /**
   * Resolves when every in-sync replica has all messages; messages of one key keep their order. Rejects when a broker
   * is away for longer than a few seconds: the caller keeps the messages and publishes them again.
   */
  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await this.connect();
    for (const part of inParts(messages)) await this.send(part);
  }

  async onApplicationShutdown(): Promise<void> {
    await atMost(1_000, this.producer.disconnect());
  }

  private async send(messages: readonly OutgoingMessage[]): Promise<void> {
    const byTopic = new Map<string, Message[]>();
    for (const { topic, key, value, headers, partition } of messages) {
      const list = byTopic.get(topic) ?? [];
      list.push({ key, value, headers, ...(partition === undefined ? {} : { partition }) });
      byTopic.set(topic, list);
    }
    const topicMessages = [...byTopic].map(([topic, list]) => ({ topic, messages: list }));
    await this.producer.sendBatch({ topicMessages, acks: -1, timeout: 10_000 });
  }

  private connect(): Promise<void> {
    this.connected ??= Promise.race([this.connection.ready(), kafkaIsAway()])
      .then(() => this.producer.connect())
      .catch((error: unknown) => {
        this.connected = null;
        throw error;
      });
    return this.connected;
  }
}

async function kafkaIsAway(): Promise<never> {
  await delay(patience, undefined, { ref: false });
  throw new Error('Kafka is away');
}

function inParts(messages: readonly OutgoingMessage[]): OutgoingMessage[][] {
  const parts: OutgoingMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    const last = parts.at(-1);
    if (last && size <= room) last.push(message);
    else parts.push([message]);
    room = (last && size <= room ? room : largestSend) - size;
  }
  return parts;
}

function sizeOf({ key, value, headers }: OutgoingMessage): number {
  const parts = [key, value, ...Object.entries(headers).flat(2)];
  return parts.reduce<number>((sum, part) => sum + Buffer.byteLength(part ?? ''), framing);
}
