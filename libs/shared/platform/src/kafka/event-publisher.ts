import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Message, Producer } from 'kafkajs';
import type { EventMessage } from './event-message';
import { KafkaConnection } from './kafka-connection';

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
  async publish(messages: readonly EventMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await this.connect();
    const byTopic = new Map<string, Message[]>();
    for (const { topic, key, value, headers, partition } of messages) {
      const list = byTopic.get(topic) ?? [];
      list.push({ key, value, headers, ...(partition === undefined ? {} : { partition }) });
      byTopic.set(topic, list);
    }
    const topicMessages = [...byTopic].map(([topic, list]) => ({ topic, messages: list }));
    await this.producer.sendBatch({ topicMessages, acks: -1, timeout: 10_000 });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.producer.disconnect();
  }

  private connect(): Promise<void> {
    this.connected ??= this.connection
      .ready()
      .then(() => this.producer.connect())
      .catch((error: unknown) => {
        this.connected = null;
        throw error;
      });
    return this.connected;
  }
}
