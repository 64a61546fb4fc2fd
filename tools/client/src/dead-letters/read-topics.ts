import type { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { randomUUID } from 'node:crypto';
import type { DeadLetter } from './dead-letter';

/** Everything that stands on some topics now, each partition in its order. */
export async function readTopics(connection: KafkaConnection, topics: readonly string[]): Promise<DeadLetter[]> {
  const ends = await connection.withAdmin(async (admin) => {
    const offsets = topics.map(async (topic) => ({ topic, partitions: await admin.fetchTopicOffsets(topic) }));
    return Promise.all(offsets);
  });
  const left = new Map(
    ends.flatMap(({ topic, partitions }) =>
      partitions.filter(({ low, high }) => low !== high).map(({ partition, high }) => [`${topic}/${partition}`, high]),
    ),
  );
  if (left.size === 0) return [];
  const read: DeadLetter[] = [];
  const consumer = connection.consumer({ groupId: `dead-letters-${randomUUID()}`, maxWaitTimeInMs: 100 });
  const { promise: isRead, resolve } = Promise.withResolvers<void>();
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...new Set([...left.keys()].map(topicOf))], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: ({ topic, partition, message }) => {
        const { offset, key, value, timestamp } = message;
        const place = `${topic}/${partition}`;
        const end = left.get(place);
        if (end === undefined) return Promise.resolve();
        const texts = Object.entries(message.headers ?? {}).map(([name, header]) => [name, String(header)] as const);
        read.push({
          topic,
          partition,
          offset,
          key,
          value,
          headers: Object.fromEntries(texts),
          at: new Date(Number(timestamp)),
        });
        if (BigInt(offset) + 1n >= BigInt(end)) left.delete(place);
        if (left.size === 0) resolve();
        return Promise.resolve();
      },
    });
    await isRead;
  } finally {
    await consumer.disconnect();
  }
  return read;
}

const topicOf = (place: string) => place.slice(0, place.lastIndexOf('/'));
