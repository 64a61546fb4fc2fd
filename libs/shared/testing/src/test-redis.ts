import { Redis } from 'ioredis';
import { testRedisUrl } from './test-environment';

export interface TestRedis {
  readonly url: string;
  readonly client: Redis;
  stop(): Promise<void>;
}

const databases = 16;

/** A Redis database of its own for each spec file, emptied at the start: other files do not see when it is flushed. */
export async function startTestRedis(): Promise<TestRedis> {
  const server = testRedisUrl();
  const counter = new Redis(server);
  const taken = await counter.incr('test-databases-taken');
  counter.disconnect();
  const url = Object.assign(new URL(server), { pathname: `/${1 + (taken % (databases - 1))}` }).toString();
  const client = new Redis(url);
  await client.flushdb();
  return {
    url,
    client,
    stop: async () => {
      await client.flushdb();
      client.disconnect();
    },
  };
}
