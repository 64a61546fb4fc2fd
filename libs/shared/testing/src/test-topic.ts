import { deadLetterTopic } from '@entry/contracts/topics';
import type { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { randomUUID } from 'node:crypto';

export interface TestTopic {
  readonly name: string;
  /** Deletes the topic and makes it anew: every partition begins at 0 again. */
  recreate(): Promise<void>;
  remove(): Promise<void>;
}

/** A topic of its own for a test, with the topic of its dead letters. */
export async function createTestTopic(connection: KafkaConnection, partitions: number): Promise<TestTopic> {
  const name = `test.${randomUUID()}.v1`;
  const make = (topic: string, numPartitions: number) =>
    connection.withAdmin((admin) => admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions }] }));
  const remove = (...topics: string[]) => connection.withAdmin((admin) => admin.deleteTopics({ topics }));
  await make(name, partitions);
  await make(deadLetterTopic(name), 1);
  return {
    name,
    recreate: async () => {
      await remove(name);
      await make(name, partitions);
    },
    remove: () => remove(name, deadLetterTopic(name)),
  };
}
