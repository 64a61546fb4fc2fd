import { untilCached } from '@entry/client/facts-cache/cache-progress';
import type { Stack } from '@entry/stack/stack/stack';
import { Redis } from 'ioredis';

/** A look at a cache that is being filled. */
export interface Sight {
  /** Seconds since it was emptied. */
  readonly after: number;
  /** Of the messages that were there then, 0 to 1. */
  readonly share: number;
}

const sayEvery = 10;

/** Empties the gates' cache, whatever they are doing, and looks at it each second until it holds again all that the topics held. */
export async function emptyAndWatch(
  stack: Pick<Stack, 'servers'>,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly Sight[]> {
  const redis = new Redis(stack.servers.redis);
  await redis.flushall();
  redis.disconnect();
  const emptiedAt = performance.now();
  const sights: Sight[] = [];
  await untilCached(stack, signal, (share) => {
    const after = (performance.now() - emptiedAt) / 1_000;
    if (share < 1 && after < sights.length) return;
    sights.push({ after, share });
    if (sights.length % sayEvery === 0) say(`${(share * 100).toFixed(0)} % after ${after.toFixed(0)} s`);
  });
  return sights;
}
