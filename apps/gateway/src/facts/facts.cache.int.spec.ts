import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { generationKey, heartbeatKey, positionKey } from '@entry/platform/facts/facts-keys';
import { isDoubtful, keptTags, personKey, versionOf } from '@entry/platform/facts/facts-format';
import { startTestRedis, type TestRedis } from '@entry/testing/test-redis';
import { until } from '@entry/testing/until';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { aGatewayConfig } from '../config.fake';
import { FactsCache, type Progress } from './facts.cache';
import { aCitizen, aHealthStatus } from './facts.fake';
import { FactsRedis } from './facts-redis';

const topic = CitizenV1.topic;

describe('FactsCache', () => {
  let server: TestRedis;
  let gateways: FactsRedis[];
  let caches: FactsCache[];
  let generation: string;

  beforeAll(async () => {
    server = await startTestRedis();
    gateways = [1, 2, 3].map(() => new FactsRedis(aGatewayConfig({ REDIS_URL: server.url })));
    for (const { patient, hot } of gateways) for (const redis of [patient, hot]) await untilReady(redis);
    caches = gateways.map((redis) => new FactsCache(redis));
  });
  beforeEach(async () => {
    generation = randomUUID();
    await server.client.set(generationKey, generation);
  });
  afterAll(async () => {
    for (const redis of gateways) redis.onApplicationShutdown();
    await server.stop();
  });

  const untilReady = (redis: FactsRedis['hot']) => until('a connection', () => redis.status === 'ready');
  /** A busy machine may take longer than a gate waits for Redis. */
  const find = (subject: string) => until('an answer of Redis', () => caches[1]!.find(subject).catch(() => null));
  const progress = (overrides: Partial<Progress> = {}): Progress => ({
    generation,
    topic,
    partition: 0,
    nextOffset: 1n,
    reached: null,
    heartbeat: null,
    ...overrides,
  });
  const asKept = (citizen: CitizenV1) => ({ ...citizen, tags: keptTags(citizen.tags) });
  const position = () => server.client.hgetall(positionKey(generation, topic));
  const heartbeat = () => server.client.hgetall(heartbeatKey(generation, topic));

  it('holds both halves of a person, whichever comes first', async () => {
    const [one, two] = [aCitizen(), aCitizen()];
    const [healthOfOne, healthOfTwo] = [one, two].map(({ subject }) => aHealthStatus({ subject }));
    await caches[0]!.put('identity', [one], progress());
    await caches[0]!.put('health', [healthOfOne!, healthOfTwo!], progress());
    await caches[0]!.put('identity', [two], progress());

    expect(await find(one.subject)).toMatchObject({ citizen: asKept(one), health: healthOfOne });
    expect(await find(two.subject)).toMatchObject({ citizen: asKept(two), health: healthOfTwo });
    expect(await find(aCitizen().subject)).toMatchObject({ citizen: null, health: null });
  });

  it('never lets an older version replace a newer one, in whatever order several gateways put them', async () => {
    const fact = fc.record({ person: fc.nat(3), version: fc.integer({ min: 1, max: 1_000 }) });
    const puts = fc.array(fc.record({ gateway: fc.nat(2), facts: fc.array(fact, { maxLength: 8 }) }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(puts, async (all) => {
        const people = Array.from({ length: 4 }, () => aCitizen());
        const seen: number[][] = people.map(() => []);
        const look = async () => {
          const found = await Promise.all(people.map(({ subject }) => find(subject)));
          for (const [index, { citizen }] of found.entries()) seen[index]!.push(citizen?.version ?? 0);
        };
        const watch = async () => {
          for (let looks = 0; looks < 10; looks++) await look();
        };
        const put = ({ gateway, facts }: (typeof all)[number]) => {
          const citizens = facts.map(({ person, version }) => ({ ...people[person]!, version }));
          return caches[gateway]!.put('identity', citizens, progress());
        };
        await Promise.all([watch(), ...all.map(put)]);
        await look();

        for (const [person, versions] of seen.entries()) {
          const put = all.flatMap(({ facts }) => facts.filter((fact) => fact.person === person));
          expect(versions.at(-1)).toBe(Math.max(0, ...put.map(({ version }) => version)));
          expect(versions).toEqual(versions.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it('only ever advances position and heartbeat, in whatever order they come', async () => {
    const steps = fc.array(fc.tuple(fc.nat(2), fc.nat(1_000_000), fc.nat(1_000_000)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await server.client.del(positionKey(generation, topic), heartbeatKey(generation, topic));
        const put = ([gateway, offset, sequence]: (typeof all)[number]) =>
          caches[gateway]!.put('identity', [], progress({ nextOffset: BigInt(offset), heartbeat: `${sequence}|at` }));
        await Promise.all(all.map(put));

        expect(await position()).toEqual({ 0: String(Math.max(...all.map(([, offset]) => offset))) });
        expect(await heartbeat()).toEqual({ 0: `${Math.max(...all.map(([, , sequence]) => sequence))}|at` });
      }),
    );
  });

  it('puts nothing for a generation that is not the one in the cache', async () => {
    const citizen = aCitizen();
    for (const current of ['another', null]) {
      if (current) await server.client.set(generationKey, current);
      else await server.client.del(generationKey);

      await expect(caches[0]!.put('identity', [citizen], progress())).rejects.toThrow('GENERATION');
      expect(await find(citizen.subject)).toMatchObject({ citizen: null });
      expect(await position()).toEqual({});
    }
  });

  it('moves its position only with the last of many facts', async () => {
    const citizens = Array.from({ length: 450 }, () => aCitizen());
    const half = citizens.slice(0, 200).map(({ subject }) => subject);
    const put = caches[0]!.put('identity', citizens, progress({ nextOffset: 450n, heartbeat: '7|at' }));
    const positionSeen = await position();
    await put;

    expect(positionSeen).toEqual({});
    expect(await position()).toEqual({ 0: '450' });
    expect(await heartbeat()).toEqual({ 0: '7|at' });
    for (const subject of half) expect((await find(subject)).citizen?.subject).toBe(subject);
  });

  it.each([
    ['cannot be read', Buffer.from('{"subject":1}')],
    ['is in doubt', Buffer.alloc(6)],
  ])('refuses a value that %s, rather than take it for none', async (_, value) => {
    const { subject } = aCitizen();
    await server.client.hset(personKey(subject), { i: value });

    const refused = () =>
      caches[1]!.find(subject).then(
        () => 'an answer',
        (error: Error) => error instanceof RangeError && 'refused',
      );
    expect(await until('an answer of Redis', refused)).toBe('refused');
  });

  it('doubts facts until a newer version of them comes', async () => {
    const [citizen, nobody] = [aCitizen({ version: 3 }), aCitizen()];
    await caches[0]!.put('identity', [citizen], progress());
    await caches[0]!.distrust('identity', [citizen.subject, nobody.subject]);
    const isDoubted = (subject: string) => async () => {
      const value = await server.client.hgetBuffer(personKey(subject), 'i');
      return value !== null && isDoubtful(value) && versionOf(value);
    };

    await caches[0]!.put('identity', [{ ...citizen, version: 2 }, citizen], progress());
    expect(await isDoubted(citizen.subject)()).toBe(3);
    expect(await isDoubted(nobody.subject)()).toBe(0);
    await caches[0]!.put('identity', [{ ...citizen, version: 4 }, nobody], progress());
    expect((await find(citizen.subject)).citizen?.version).toBe(4);
    expect((await find(nobody.subject)).citizen?.version).toBe(1);
  });

  it('ends its generation when the cache went back behind what was stored', async () => {
    await caches[0]!.put('identity', [], progress({ nextOffset: 10n }));
    await server.client.hset(positionKey(generation, topic), { 0: '5' });

    await expect(caches[0]!.put('identity', [], progress({ nextOffset: 11n, reached: 10n }))).rejects.toThrow(
      'POSITION',
    );
    expect(await server.client.get(generationKey)).toBeNull();
  });
});
