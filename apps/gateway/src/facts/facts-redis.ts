import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis, type Result } from 'ioredis';
import { CONFIG, type GatewayConfig } from '../config';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    putFacts(...args: (string | number)[]): Result<number, Context>;
  }
}

/**
 * Puts facts of one half into the hashes of their subjects, each only where its version is newer than what is there,
 * and nothing at all when the cache was emptied since (its generation is another one). Several gateways may put the same:
 * position and heartbeat only ever advance.
 * A Redis that went back to an earlier state has lost facts that nobody would send again: its generation ends.
 * KEYS: generation, position, heartbeats. ARGV: generation, field, partition, next offset, heartbeat, the position that must
 * have been reached, then subject, version, facts.
 */
const putFacts = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return redis.error_reply('GENERATION another one') end
if ARGV[6] ~= '' and tonumber(redis.call('HGET', KEYS[2], ARGV[3]) or '0') < tonumber(ARGV[6]) then
  redis.call('DEL', KEYS[1])
  return redis.error_reply('POSITION went back')
end
local field, put = ARGV[2], 0
for i = 7, #ARGV, 3 do
  local key = 'person:' .. ARGV[i]
  local held = redis.call('HGET', key, field .. 'v')
  if not held or tonumber(held) < tonumber(ARGV[i + 1]) then
    redis.call('HSET', key, field, ARGV[i + 2], field .. 'v', ARGV[i + 1])
    put = put + 1
  end
end
local function advance(key, value)
  local held = redis.call('HGET', key, ARGV[3])
  if value ~= '' and (not held or tonumber(string.match(held, '^%d+')) < tonumber(string.match(value, '^%d+'))) then
    redis.call('HSET', key, ARGV[3], value)
  end
end
advance(KEYS[2], ARGV[4])
advance(KEYS[3], ARGV[5])
return put
`;

/** A command that takes longer than this has failed: a gate waits for nobody. */
const commandTimeout = 35;

/** The connection of the verify path: no queue while Redis is away, and an error rather than a wait. */
@Injectable()
export class FactsRedis implements OnApplicationShutdown {
  private readonly logger = new Logger(FactsRedis.name);
  readonly hot: Redis;
  /** For filling and watching, where a pause does no harm. */
  readonly patient: Redis;

  constructor(@Inject(CONFIG) { REDIS_URL }: GatewayConfig) {
    this.hot = this.connect(REDIS_URL, commandTimeout);
    this.patient = this.connect(REDIS_URL, 5_000);
  }

  onApplicationShutdown(): void {
    this.hot.disconnect();
    this.patient.disconnect();
  }

  private connect(url: string, timeout: number): Redis {
    const redis = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: timeout,
      connectTimeout: 2_000,
      retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
      scripts: { putFacts: { lua: putFacts, numberOfKeys: 3 } },
    });
    redis.on('error', (error: Error) => this.logger.warn(`Redis: ${error.message}`));
    return redis;
  }
}
