import { factFields } from '@entry/platform/facts/facts-format';
import type { Stack } from '@entry/stack/stack/stack';
import { Redis } from 'ioredis';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheProgress, factsTopicEnds } from './cache-progress';
import { cachedFacts, sampleOfCached } from './cached-people';
import { compareFacts, type Difference } from './compare-facts';
import { factsOf, owners, sampleOf, type Owner } from './owned-facts';

/** What a look at both sides came to, by owner. */
export interface CacheCheck {
  readonly halves: readonly HalfCheck[];
  /** False while the cache is being filled: who is missing then may still come. */
  readonly isComplete: boolean;
}

export interface HalfCheck {
  readonly owner: Owner['name'];
  readonly compared: number;
  readonly different: readonly Difference[];
}

/** What was on its way when it was looked at has come after one of these, in milliseconds. */
const pauses = [0, 500, 1_000, 2_000, 4_000];

/**
 * Compares the gates' cache with the databases of the facts' owners, byte by byte: so many people drawn from each owner, and as many
 * drawn from the cache. Whoever differs is looked at again, after a moment, before that counts.
 */
export async function checkCache(
  stack: Pick<Stack, 'servers'>,
  sample: number,
  signal?: AbortSignal,
): Promise<CacheCheck> {
  const redis = new Redis(stack.servers.redis);
  try {
    const cached = await sampleOfCached(redis, sample);
    const halves: HalfCheck[] = [];
    for (const owner of owners) {
      const subjects = new Set([...(await sampleOf(stack, owner, sample)), ...cached]);
      halves.push({ owner: owner.name, ...(await checkHalf(stack, redis, owner, [...subjects], signal)) });
    }
    return { halves, isComplete: (await cacheProgress(redis, await factsTopicEnds(stack))) === 1 };
  } finally {
    redis.disconnect();
  }
}

/** Whether the cache is as it should be: nobody differs, and only while it is being filled is anybody missing. */
export function holds({ halves, isComplete }: CacheCheck): boolean {
  return halves.every(({ different }) => different.every(({ kind }) => kind === 'missing' && !isComplete));
}

async function checkHalf(
  stack: Pick<Stack, 'servers'>,
  redis: Redis,
  owner: Owner,
  subjects: readonly string[],
  signal?: AbortSignal,
): Promise<Omit<HalfCheck, 'owner'>> {
  let compared = 0;
  let different: readonly Difference[] = [];
  for (const pause of pauses) {
    await delay(pause, undefined, { ...(signal && { signal }) });
    const some = compared === 0 ? subjects : different.map(({ subject }) => subject);
    const cached = await cachedFacts(redis, factFields[owner.half], some);
    const found = compareFacts(some, await factsOf(stack, owner, some), cached);
    different = found.different;
    if (compared === 0) compared = found.same + different.length;
    if (different.length === 0) break;
  }
  return { compared, different };
}
