import { personKey } from '@entry/platform/facts/facts-format';
import type { Redis } from 'ioredis';
import type { Facts } from './owned-facts';

const atOnce = 1_000;
const keyLength = personKey('A'.repeat(22)).length;

/** Other keys lie in Redis as well. */
const mostDraws = 8;

/** Subjects at random, about as many as asked for; all where there are not many more than that. */
export async function sampleOfCached(redis: Redis, size: number): Promise<string[]> {
  if ((await redis.dbsize()) <= 2 * size) return [...subjectsIn(await allKeys(redis))].slice(0, size);
  const subjects = new Set<string>();
  for (let draw = 0; draw < mostDraws && subjects.size < size; draw++) {
    for (const subject of subjectsIn(await randomKeys(redis, size))) subjects.add(subject);
  }
  return [...subjects].slice(0, size);
}

/** One half of these people; whoever has none is not in the answer. */
export async function cachedFacts(redis: Redis, field: string, subjects: readonly string[]): Promise<Facts> {
  const facts = new Map<string, Buffer>();
  for (let start = 0; start < subjects.length; start += atOnce) {
    const some = subjects.slice(start, start + atOnce);
    const values = await Promise.all(some.map((subject) => redis.hgetBuffer(personKey(subject), field)));
    values.forEach((value, index) => value && facts.set(some[index]!, value));
  }
  return facts;
}

function subjectsIn(keys: readonly Buffer[]): Set<string> {
  return new Set(keys.map(subjectIn).filter((subject) => subject !== null));
}

/** Null for what is no person's key. */
function subjectIn(key: Buffer): string | null {
  if (key.length !== keyLength) return null;
  const subject = key.subarray(1).toString('base64url');
  return personKey(subject).equals(key) ? subject : null;
}

async function allKeys(redis: Redis): Promise<Buffer[]> {
  const keys: Buffer[] = [];
  for await (const some of redis.scanBufferStream({ count: atOnce })) keys.push(...(some as Buffer[]));
  return keys;
}

async function randomKeys(redis: Redis, size: number): Promise<Buffer[]> {
  const keys = await Promise.all(Array.from({ length: size }, () => redis.randomkeyBuffer()));
  return keys.filter((key) => key !== null);
}
