import type { Seen } from '@entry/platform/health/indicators';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis, type Result } from 'ioredis';
import { CONFIG, type GatewayConfig } from '../config';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    findFactsBuffer(generationKey: string, ...people: Buffer[]): Result<(Buffer | null)[], Context>;
    putFacts(...args: (string | number | Buffer)[]): Result<number, Context>;
    distrustFacts(field: string, ...people: Buffer[]): Result<number, Context>;
  }
}

/** The generation, then both halves of each person. KEYS: generation. ARGV: the people's keys. */
const findFacts = `
local found = { redis.call('GET', KEYS[1]) }
for i = 1, #ARGV do
  local halves = redis.call('HMGET', ARGV[i], 'i', 'h')
  found[2 * i], found[2 * i + 1] = halves[1], halves[2]
end
return found
`;

/**
 * Puts facts of one half into the hashes of their people, each only where its version is newer than what is there,
 * and nothing at all when the cache was emptied since (its generation is another one). Several gateways may put the same:
 * position and heartbeat only ever advance.
 * A Redis that went back to an earlier state has lost facts that nobody would send again: its generation ends.
 * KEYS: generation, position, heartbeats. ARGV: generation, field, partition, next offset, heartbeat, the position that must
 * have been reached, then key and facts of each person.
 */
const putFacts = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return redis.error_reply('GENERATION another one') end
if ARGV[6] ~= '' and tonumber(redis.call('HGET', KEYS[2], ARGV[3]) or '0') < tonumber(ARGV[6]) then
  redis.call('DEL', KEYS[1])
  return redis.error_reply('POSITION went back')
end
local field, put = ARGV[2], 0
local version = function(facts) return (struct.unpack('>I6', facts)) end
for i = 7, #ARGV, 2 do
  local held = redis.call('HGET', ARGV[i], field)
  if not held or version(held) < version(ARGV[i + 1]) then
    redis.call('HSET', ARGV[i], field, ARGV[i + 1])
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

/** Leaves of a half its version alone, which only a newer one replaces. ARGV: field, then the people's keys. */
const distrustFacts = `
for i = 2, #ARGV do
  local held = redis.call('HGET', ARGV[i], ARGV[1])
  redis.call('HSET', ARGV[i], ARGV[1], held and string.sub(held, 1, 6) or string.rep('\\0', 6))
end
return #ARGV - 1
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

  look(): Seen {
    const { status } = this.patient;
    return { isUp: status === 'ready', details: { connection: status } };
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
      scripts: {
        findFacts: { lua: findFacts, numberOfKeys: 1, readOnly: true },
        putFacts: { lua: putFacts, numberOfKeys: 3 },
        distrustFacts: { lua: distrustFacts, numberOfKeys: 0 },
      },
    });
    redis.on('error', (error: Error) => this.logger.warn(`Redis: ${error.message}`));
    return redis;
  }
}
