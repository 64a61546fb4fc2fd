import type { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { randomUUID } from 'node:crypto';
import { until } from './until';

export interface TopicMessage {
  readonly key: string;
  /** The value as text, and as it is. */
  readonly value: string;
  readonly bytes: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly partition: number;
  readonly offset: number;
}

export interface TopicReader {
  /** Resolves to the messages of a key once there are at least so many. */
  messagesOf(key: string, atLeast: number): Promise<TopicMessage[]>;
  /** Resolves to all messages, each partition in its order, once everything that stands in the topic now was read. */
  all(): Promise<TopicMessage[]>;
  stop(): Promise<void>;
}

/** Reads a topic from its beginning, as the bytes on the wire say and no schema has read them. */
export async function startTopicReader(connection: KafkaConnection, topic: string): Promise<TopicReader> {
  await connection.ready();
  const messages: TopicMessage[] = [];
  const nextOffsets = new Map<number, number>();
  const consumer = connection.consumer({ groupId: `test-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: ({ partition, message: { key, value, headers, offset: at } }) => {
      const texts = Object.entries(headers ?? {}).map(([name, header]) => [name, String(header)] as const);
      const offset = Number(at);
      messages.push({
        key: String(key),
        value: String(value),
        bytes: value,
        headers: Object.fromEntries(texts),
        partition,
        offset,
      });
      nextOffsets.set(partition, offset + 1);
      return Promise.resolve();
    },
  });
  return {
    messagesOf: (key, atLeast) =>
      until(`${atLeast} messages with the key ${key} on ${topic}`, () => {
        const found = messages.filter((message) => message.key === key);
        return found.length >= atLeast && found;
      }),
    all: async () => {
      const ends = await connection.withAdmin((admin) => admin.fetchTopicOffsets(topic));
      return until(`the end of ${topic}`, () => {
        const isRead = ends.every(
          ({ partition, low, high }) => low === high || (nextOffsets.get(partition) ?? 0) >= Number(high),
        );
        return isRead && [...messages];
      });
    },
    stop: () => consumer.disconnect(),
  };
}
