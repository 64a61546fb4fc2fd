import { deadLetterTopic } from '@entry/contracts/topics';
import type { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { randomUUID } from 'node:crypto';

export interface TestTopic {
  readonly name: string;
  /** Deletes the topic and makes it anew: every partition begins at 0 again. */
  recreate(): Promise<void>;
}

/**
 * A topic of its own for a test, with the topic of its dead letters. It stays until the servers end: kafkajs can send
 * nothing more once a topic is gone that it ever sent to.
 */
export async function createTestTopic(connection: KafkaConnection, partitions: number): Promise<TestTopic> {
  const name = `test.${randomUUID()}.v1`;
  const make = (topic: string, numPartitions: number) =>
    connection.withAdmin((admin) => admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions }] }));
  await make(name, partitions);
  await make(deadLetterTopic(name), 1);
  return {
    name,
    recreate: async () => {
      await connection.withAdmin((admin) => admin.deleteTopics({ topics: [name] }));
      await make(name, partitions);
    },
  };
}
