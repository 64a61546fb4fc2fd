import { withDatabase } from '@entry/client/stack/with-database';
import { factFields, isDoubtful, personKey, versionOf } from '@entry/platform/facts/facts-format';
import type { Stack } from '@entry/stack/stack/stack';
import { Redis } from 'ioredis';

interface Versioned {
  readonly subject: string;
  readonly version: number;
}

/** How many people are in the gateway's cache in another version than their owner has, or not at all. */
export async function staleInCache(stack: Stack): Promise<number> {
  const citizens = await versions(stack, 'identity', 'citizen');
  const statuses = await versions(stack, 'health_status', 'person_status');
  const redis = new Redis(stack.servers.redis);
  try {
    const held = async (field: string, { subject, version }: Versioned) => {
      const facts = await redis.hgetBuffer(personKey(subject), field);
      return facts !== null && !isDoubtful(facts) && versionOf(facts) === version;
    };
    const fresh = await Promise.all([
      ...citizens.map((citizen) => held(factFields.identity, citizen)),
      ...statuses.map((status) => held(factFields.health, status)),
    ]);
    return fresh.filter((isFresh) => !isFresh).length;
  } finally {
    redis.disconnect();
  }
}

function versions(stack: Stack, database: string, table: string): Promise<Versioned[]> {
  return withDatabase(stack, database, async (client) => {
    return (await client.query<Versioned>(`SELECT subject, version FROM ${table}`)).rows;
  });
}
