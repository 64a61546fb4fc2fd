import { topics } from '@entry/contracts/topics';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';

/** How many messages were set aside on any topic. */
export function countDeadLetters(brokers: string): Promise<number> {
  return new KafkaConnection(brokers.split(','), 'chaos').withAdmin(async (admin) => {
    let count = 0;
    for (const { name } of topics.filter((topic) => topic.name.endsWith('.dead-letter'))) {
      const offsets = await admin.fetchTopicOffsets(name);
      count += offsets.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0);
    }
    return count;
  });
}
