import { resolve } from 'node:path';
import type { ServerAddresses } from '../servers/server';
import { localDirectory } from '../workspace';

/** Held by whoever runs or empties the stack of this clone. */
export const lockPath = resolve(localDirectory, 'stack.lock');

export function dataDirectoryOf(env: NodeJS.ProcessEnv): string {
  return env.DATA_DIR
    ? resolve(env.DATA_DIR)
    : resolve(localDirectory, env.INFRA === 'docker' ? 'docker-data' : 'data');
}

/** Servers that somebody else runs. */
export function givenServers(env: NodeJS.ProcessEnv): Partial<ServerAddresses> {
  return {
    ...(env.KAFKA_BROKERS && { kafka: env.KAFKA_BROKERS }),
    ...(env.POSTGRES_URL && { postgres: env.POSTGRES_URL }),
    ...(env.REDIS_URL && { redis: env.REDIS_URL }),
  };
}
