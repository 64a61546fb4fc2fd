import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import type { INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

export interface TopicMessage {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface TopicReader {
  /** Resolves to the messages of a key once there are at least so many; rejects after 20 s. */
  messagesOf(key: string, atLeast: number): Promise<TopicMessage[]>;
  stop(): Promise<void>;
}

/** Reads a topic from its beginning, as the bytes on the wire say and no schema has read them. */
export async function startTopicReader(app: INestApplicationContext, topic: string): Promise<TopicReader> {
  const connection = app.get(KafkaConnection);
  await connection.ready();
  const messages: TopicMessage[] = [];
  const consumer = connection.consumer({ groupId: `test-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message: { key, value, headers } }) => {
      const texts = Object.entries(headers ?? {}).map(([name, header]) => [name, String(header)]);
      messages.push({
        key: String(key),
        value: String(value),
        headers: Object.fromEntries(texts) as TopicMessage['headers'],
      });
      return Promise.resolve();
    },
  });
  return {
    messagesOf: async (key, atLeast) => {
      for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(20)) {
        const found = messages.filter((message) => message.key === key);
        if (found.length >= atLeast) return found;
      }
      throw new Error(`${topic} does not have ${atLeast} messages with the key ${key}`);
    },
    stop: () => consumer.disconnect(),
  };
}
