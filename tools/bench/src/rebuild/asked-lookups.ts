import { lookupTopics } from '@entry/contracts/lookups';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import type { Stack } from '@entry/stack/stack/stack';

/** How many questions gateways have ever put to the owners, each about one person or many. */
export function askedLookups({ servers }: Pick<Stack, 'servers'>): Promise<number> {
  return new KafkaConnection(servers.kafka.split(','), 'bench').withAdmin(async (admin) => {
    let asked = 0;
    for (const topic of Object.values(lookupTopics)) {
      const offsets = await admin.fetchTopicOffsets(topic);
      asked += offsets.reduce((sum, { high }) => sum + Number(high), 0);
    }
    return asked;
  });
}
