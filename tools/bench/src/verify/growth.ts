import { untilCached } from '@entry/client/facts-cache/cache-progress';
import { Redis } from 'ioredis';
import { fillTopics } from '../filling/fill-topics';
import { usedMemory } from '../measuring/redis-memory';
import { memoryOf } from '../programs/process-status';
import type { WholeSystem } from '../whole-system/with-whole-system';

/** What a cache of so many people costs. */
export interface Growth {
  /** Of Redis's memory, whatever is in it shared among the people. */
  readonly bytesPerCitizen: number;
  /** Milliseconds from the gateway's start until it was ready. */
  readonly gatewayReadyAfter: number;
  /** Bytes that were resident then; null where that can't be known. */
  readonly gatewayMemory: number | null;
}

/** Makes the city grow to so many people, lets an emptied cache be filled with all of them, and starts the gateway anew. */
export async function growTo(
  system: WholeSystem,
  { seed, from, to }: { seed: number; from: number; to: number },
): Promise<Growth> {
  const { stack, say, signal } = system;
  const redis = new Redis(stack.servers.redis);
  try {
    await redis.flushall();
    const empty = await usedMemory(redis);
    await fillTopics(system, { seed, from, to });
    await untilCached(stack, signal);
    const bytesPerCitizen = ((await usedMemory(redis)) - empty) / to;
    say(`${to.toLocaleString('en-US')} people in Redis, ${bytesPerCitizen.toFixed(0)} bytes each`);
    const gateway = stack.service('gateway');
    await gateway.stop();
    const startedAt = performance.now();
    await gateway.start();
    const gatewayReadyAfter = performance.now() - startedAt;
    const gatewayMemory = gateway.pid === undefined ? null : (memoryOf(gateway.pid)?.resident ?? null);
    return { bytesPerCitizen, gatewayReadyAfter, gatewayMemory };
  } finally {
    redis.disconnect();
  }
}
