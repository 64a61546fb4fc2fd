import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { generationKey, positionKey } from '@entry/platform/facts/facts-keys';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import type { Stack } from '@entry/stack/stack/stack';
import { Redis } from 'ioredis';
import { setTimeout as delay } from 'node:timers/promises';

const factsTopics = [CitizenV1.topic, HealthStatusV1.topic];
const pause = 100;

/** How many messages each partition of the facts topics has now, by topic. */
export type TopicEnds = ReadonlyMap<string, readonly number[]>;

export function factsTopicEnds({ servers }: Pick<Stack, 'servers'>): Promise<TopicEnds> {
  return new KafkaConnection(servers.kafka.split(','), 'facts-cache').withAdmin(async (admin) => {
    const ends = new Map<string, number[]>();
    for (const topic of factsTopics) {
      const partitions: number[] = [];
      for (const { partition, high } of await admin.fetchTopicOffsets(topic)) partitions[partition] = Number(high);
      ends.set(topic, partitions);
    }
    return ends;
  });
}

/** The share of the messages before these ends that is in the cache, 0 to 1; 0 for a cache that was just emptied. */
export async function cacheProgress(redis: Redis, ends: TopicEnds): Promise<number> {
  const generation = await redis.get(generationKey);
  let [read, all] = [0, 0];
  for (const [topic, partitions] of ends) {
    const positions = await redis.hgetall(positionKey(generation ?? '', topic));
    for (const [partition, end] of partitions.entries()) {
      all += end;
      read += Math.min(end, Number(positions[partition] ?? 0));
    }
  }
  return all === 0 ? 1 : read / all;
}

/** Waits until all that the topics hold now is in the cache, however long that takes; shows the share every tenth of a second. */
export async function untilCached(
  stack: Pick<Stack, 'servers'>,
  signal: AbortSignal,
  onProgress: (share: number) => void = () => undefined,
): Promise<void> {
  const ends = await factsTopicEnds(stack);
  const redis = new Redis(stack.servers.redis);
  try {
    for (;;) {
      const share = await cacheProgress(redis, ends);
      onProgress(share);
      if (share === 1) return;
      await delay(pause, undefined, { signal });
    }
  } finally {
    redis.disconnect();
  }
}
