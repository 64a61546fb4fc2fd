import { Admission } from '../admission/admission';
import { eventLoop, TurnBudget } from '../admission/turn-budget';
import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { generationKey } from '@entry/platform/facts/facts-keys';
import { Readiness } from '@entry/platform/health/readiness';
import { EventConsumers } from '@entry/platform/kafka/event-consumers';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { testBrokers } from '@entry/testing/test-environment';
import { encodeCitizen, keptTags, personKey } from '@entry/platform/facts/facts-format';
import { startTestRedis, type TestRedis } from '@entry/testing/test-redis';
import { until } from '@entry/testing/until';
import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { aGatewayConfig } from '../config.fake';
import { FactsCache } from './facts.cache';
import { FactsConsumer } from './facts.consumer';
import { aCitizen, aHealthStatus } from './facts.fake';
import { FactsFreshness } from './facts-freshness';
import { FactsGeneration } from './facts-generation';
import type { FactsLookup } from './facts-lookup';
import { FactsRedis } from './facts-redis';
import { FactsService } from './facts.service';
import type { PersonFacts } from './person-facts';

/** Between changes, in milliseconds: more would only make the topics longer than each filling has to read. */
const pace = 10;
const origin = () => ({ source: '/test', time: new Date() });
const isOf = (half: PersonFacts['citizen' | 'health'], version: number) =>
  half !== null && half !== 'unavailable' && half.version === version;
const nobodyAnswers: Pick<FactsLookup, 'findCitizen' | 'findHealth'> = {
  findCitizen: () => Promise.reject(new Error('no answer')),
  findHealth: () => Promise.reject(new Error('no answer')),
};

describe('the facts in Redis', () => {
  const connection = new KafkaConnection(testBrokers(), 'facts-test');
  const publisher = new EventPublisher(connection);
  const people = Array.from({ length: 500 }, () => aCitizen());
  const [somebody] = people;
  let server: TestRedis;
  let redis: FactsRedis;
  let generation: FactsGeneration;
  let freshness: FactsFreshness;
  let consumers: EventConsumers;
  let cache: FactsCache;
  let facts: FactsService;

  const messagesOf = (citizen: CitizenV1, version: number): EventMessage[] => [
    toEventMessage(CitizenV1, { ...citizen, version }, origin()),
    toEventMessage(HealthStatusV1, aHealthStatus({ subject: citizen.subject, version }), origin()),
  ];
  const asKept = (citizen: CitizenV1) => ({ ...citizen, tags: keptTags(citizen.tags) });
  const isComplete = async () => {
    const name = await server.client.get(generationKey);
    return (
      name !== null &&
      name === generation.current() &&
      freshness.healthIsComplete(name) &&
      freshness.identityIsComplete(name)
    );
  };

  /** A busy machine may take longer than a gate waits for Redis. */
  const find = (subject: string) =>
    until('an answer of Redis', async () => {
      const found = await facts.find(subject);
      return found.citizen !== 'unavailable' && found;
    });

  beforeAll(async () => {
    Logger.overrideLogger(false);
    server = await startTestRedis();
    await publisher.publish(people.flatMap((citizen) => messagesOf(citizen, 1)));
    const config = aGatewayConfig({ REDIS_URL: server.url });
    redis = new FactsRedis(config);
    cache = new FactsCache(redis);
    generation = new FactsGeneration(redis, connection);
    freshness = new FactsFreshness(redis, generation, publisher, new Admission(new TurnBudget(eventLoop)), config);
    consumers = new EventConsumers(connection, publisher, new Readiness());
    facts = new FactsService(cache, nobodyAnswers as FactsLookup, freshness);
    generation.onModuleInit();
    new FactsConsumer(consumers, cache, generation).onApplicationBootstrap();
    freshness.onApplicationBootstrap();
    await until('a full cache', isComplete);
  });
  afterAll(async () => {
    await consumers.beforeApplicationShutdown();
    await freshness.beforeApplicationShutdown();
    await generation.beforeApplicationShutdown();
    redis.onApplicationShutdown();
    await publisher.onApplicationShutdown();
    await server.stop();
  });

  it('are all there when the cache says that it is complete', async () => {
    for (const citizen of people) {
      expect(await find(citizen.subject)).toMatchObject({
        citizen: asKept(citizen),
        health: { subject: citizen.subject },
      });
    }
  });

  it('of somebody without a record are nothing, and of somebody unknown unavailable', async () => {
    // Owners of other tests may have been heard just now.
    jest.spyOn(freshness, 'identityIsUpToDate').mockReturnValue(false);
    const unvaccinated = aCitizen();
    await publisher.publish([toEventMessage(CitizenV1, unvaccinated, origin())]);
    expect(await find(unvaccinated.subject)).toMatchObject({ citizen: asKept(unvaccinated), health: null });
    expect(await facts.find(aCitizen().subject)).toMatchObject({ citizen: 'unavailable', health: 'unavailable' });
    jest.restoreAllMocks();
  });

  it('of somebody whom a cache lacks that is up to date are nothing', async () => {
    jest.spyOn(freshness, 'identityIsUpToDate').mockReturnValue(true);
    expect(await find(aCitizen().subject)).toMatchObject({ citizen: null, health: null });
    jest.restoreAllMocks();
  });

  it('come back by themselves when Redis is emptied while messages arrive, and nobody is told less than is known', async () => {
    const versions = new Map(people.map(({ subject }) => [subject, 1]));
    let goesOn = true;
    const write = async () => {
      for (let version = 2; goesOn; version++) {
        const changed = people.slice(0, 10);
        await publisher.publish(changed.flatMap((citizen) => messagesOf(citizen, version)));
        for (const { subject } of changed) versions.set(subject, version);
        await delay(pace);
      }
    };
    const wrong: PersonFacts[] = [];
    const scan = async () => {
      for (let turn = 0; goesOn; turn++) {
        const found = await facts.find(people[turn % people.length]!.subject);
        if (found.citizen === null || found.health === null) wrong.push(found);
      }
    };
    const flush = async () => {
      for (let flushes = 0; flushes < 2; flushes++) {
        await server.client.flushdb();
        await until('a full cache', isComplete);
      }
      goesOn = false;
    };
    await Promise.all([write(), scan(), flush()]);

    expect(wrong).toEqual([]);
    for (const [subject, version] of versions) {
      await until(`version ${version} of ${subject}`, async () => {
        const { citizen, health } = await facts.find(subject);
        return isOf(citizen, version) && isOf(health, version);
      });
    }
  });

  it('are not taken for complete in the moment after Redis was emptied', async () => {
    const citizen = somebody!;
    await until('a full cache', isComplete);
    await server.client
      .multi()
      .flushdb()
      .set(generationKey, 'another')
      .hset(personKey(citizen.subject), { i: encodeCitizen(citizen) })
      .exec();

    expect((await facts.find(citizen.subject)).health).not.toBeNull();
    await until('a full cache', isComplete);
    expect((await find(citizen.subject)).health).toMatchObject({ subject: citizen.subject });
  });
});
