import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { generationKey } from '@entry/platform/facts/facts-keys';
import { encodeCitizen, personKey } from '@entry/platform/facts/facts-format';
import { startTestRedis, type TestRedis } from '@entry/testing/test-redis';
import { until } from '@entry/testing/until';
import fc, { type Scheduler } from 'fast-check';
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { aGatewayConfig } from '../config.fake';
import { FactsCache } from './facts.cache';
import { aCitizen } from './facts.fake';
import { FactsRedis } from './facts-redis';

type Put = (citizen: CitizenV1, generation: string) => Promise<unknown>;

/** Versions that a topic holds of one person, in its order. */
const topic = [1, 2, 3];

describe('the facts of one person, in whatever order gateways fill, change, lose and find them', () => {
  let server: TestRedis;
  let redis: FactsRedis;
  let cache: FactsCache;

  beforeAll(async () => {
    server = await startTestRedis();
    redis = new FactsRedis(aGatewayConfig({ REDIS_URL: server.url }));
    for (const each of [redis.hot, redis.patient]) await until('a connection', () => each.status === 'ready');
    cache = new FactsCache(redis);
  });
  afterAll(async () => {
    redis.onApplicationShutdown();
    await server.stop();
  });

  const byVersion: Put = (citizen, generation) =>
    cache.put('identity', [citizen], {
      generation,
      topic: CitizenV1.topic,
      partition: 0,
      nextOffset: BigInt(citizen.version),
      reached: null,
      heartbeat: null,
    });
  const plainly: Put = (citizen) => server.client.hset(personKey(citizen.subject), { i: encodeCitizen(citizen) });
  const generation = () => server.client.get(generationKey);

  /** A gateway that reads the topic from its beginning, and again when the cache was emptied meanwhile. */
  async function fill(put: Put, citizen: CitizenV1, scheduler: Scheduler): Promise<void> {
    for (let known = ''; known !== (await generation());) {
      known = (await generation()) ?? '';
      for (const version of topic) {
        await scheduler.schedule(Promise.resolve(), `put ${version}`);
        await put({ ...citizen, version }, known).catch(() => undefined);
      }
    }
  }

  async function empty(citizen: CitizenV1, scheduler: Scheduler): Promise<void> {
    await scheduler.schedule(Promise.resolve(), 'empty');
    await server.client.multi().del(personKey(citizen.subject)).set(generationKey, randomUUID()).exec();
  }

  /** What scans find, one after the other. */
  async function look(citizen: CitizenV1, scheduler: Scheduler): Promise<string[]> {
    const seen: string[] = [];
    for (let scans = 0; scans < 6; scans++) {
      await scheduler.schedule(Promise.resolve(), 'find');
      const found = await until('an answer of Redis', () => cache.find(citizen.subject).catch(() => null));
      seen.push(`${found.generation} ${found.citizen?.version ?? 0}`);
    }
    return seen;
  }

  /** One step at a time, drawn from those of all that have not ended: no step is left out since Redis takes longer for it. */
  async function inAnyOrder(scheduler: Scheduler, actors: readonly Promise<unknown>[]): Promise<void> {
    let alive = actors.length;
    for (const actor of actors) void actor.finally(() => (alive -= 1)).catch(() => undefined);
    while (alive > 0) {
      if (scheduler.count() < alive) await setImmediate();
      else await scheduler.waitOne();
    }
    await Promise.all(actors);
  }

  const neverGoesBack = (put: Put) =>
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const citizen = aCitizen();
      await server.client.set(generationKey, randomUUID());
      const fillings = [fill(put, citizen, scheduler), fill(put, citizen, scheduler)];
      const looking = look(citizen, scheduler);
      await inAnyOrder(scheduler, [looking, ...fillings, empty(citizen, scheduler)]);
      // Whoever had ended before the cache was emptied sees it later.
      await inAnyOrder(scheduler, [fill(put, citizen, scheduler)]);
      const seen = await looking;

      for (const [index, later] of seen.entries()) {
        const [filling, version] = later.split(' ');
        const [before, earlier] = (seen[index - 1] ?? '').split(' ');
        if (filling === before) expect(Number(version)).toBeGreaterThanOrEqual(Number(earlier));
      }
      const last = await until('an answer of Redis', () => cache.find(citizen.subject).catch(() => null));
      expect(last.citizen?.version).toBe(topic.at(-1));
    });

  it('never become older while the cache is not emptied, and end as the newest', async () => {
    await fc.assert(neverGoesBack(byVersion), { numRuns: 150 });
  });

  it('would become older by a plain SET', async () => {
    const { failed } = await fc.check(neverGoesBack(plainly), { numRuns: 150, endOnFailure: true });
    expect(failed).toBe(true);
  });
});
