import { defineEvent } from '@entry/contracts/define-event';
import { IdentityHeartbeatV1 } from '@entry/contracts/events/heartbeat.v1';
import { topics, type Topic } from '@entry/contracts/topics';
import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { testBrokers } from '@entry/testing/test-environment';
import { startTopicReader, type TopicMessage, type TopicReader } from '@entry/testing/topic-reader';
import { until } from '@entry/testing/until';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { EventPublisher } from '../kafka/event-publisher';
import { KafkaConnection } from '../kafka/kafka-connection';
import { HeartbeatDefinition, Heartbeats } from './heartbeats';
import { Outbox } from './outbox';
import { OutboxRelay, OwnedTopics } from './outbox-relay';
import { CreateParcels1700000000000, parcelEvent, parcelMessage } from './parcel.fake';

/** One of the project's topics for as long as this file runs: a heartbeat goes to each partition that is written there. */
const topic: Topic = { name: `test.${randomUUID()}.v1`, partitions: 4, kept: 1 };
(topics as Topic[]).push(topic);
const heartbeatEvent = defineEvent({ ...IdentityHeartbeatV1, topic: topic.name });
const event = parcelEvent(topic.name);

describe('a heartbeat', () => {
  const connection = new KafkaConnection(testBrokers(), 'heartbeats-test');
  const publisher = new EventPublisher(connection);
  let database: TestDatabase;
  let outbox: Outbox;
  let heartbeats: Heartbeats;
  let relay: OutboxRelay;
  let reader: TopicReader;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await startTestDatabase({ migrations: [CreateParcels1700000000000] });
    reader = await startTopicReader(connection, topic.name);
    outbox = new Outbox(database.dataSource);
    heartbeats = new Heartbeats(outbox, new HeartbeatDefinition(heartbeatEvent, '/test'));
    relay = new OutboxRelay(database.dataSource, publisher, outbox, new OwnedTopics([topic.name]));
    relay.onApplicationBootstrap();
  });
  afterAll(async () => {
    await relay.beforeApplicationShutdown();
    await reader.stop();
    await publisher.onApplicationShutdown();
    await database.stop();
  });

  const beat = () => outbox.transaction((change) => heartbeats.beat(change));
  const untilSent = () =>
    until('an empty outbox', async () => {
      const left = await database.dataSource.query<object[]>(`SELECT FROM outbox LIMIT 1`);
      return left.length === 0;
    });
  const sequenceOf = ({ value }: TopicMessage) => IdentityHeartbeatV1.data.parse(JSON.parse(value)).sequence;

  it('stands on every partition behind everything that was committed before it, while much is written', async () => {
    const committed: { parcel: string; beforeBeat: number }[] = [];
    let beats = 0;
    const write = async () => {
      for (let turn = 0; turn < 40; turn++) {
        const parcel = randomUUID();
        await outbox.transaction(({ announce }) => announce([parcelMessage(event, parcel, turn)]));
        committed.push({ parcel, beforeBeat: beats + 1 });
      }
    };
    const beatAlong = async () => {
      while (committed.length < 240) beats = await beatAfterAll();
      beats = await beatAfterAll();
    };
    /** A write that ends while the beat is under way may stand before or behind it. */
    const beatAfterAll = async () => {
      const before = committed.length;
      const sequence = await beat();
      for (const write of committed.slice(before)) write.beforeBeat = sequence + 1;
      return sequence;
    };
    await Promise.all([beatAlong(), ...Array.from({ length: 6 }, write)]);
    await untilSent();

    const messages = await reader.all();
    const beatsSeen = messages.filter(({ key }) => key === 'heartbeat');
    for (const partition of [0, 1, 2, 3]) {
      const sequences = beatsSeen.filter((message) => message.partition === partition).map(sequenceOf);
      expect(sequences).toEqual(Array.from({ length: beats }, (_, index) => index + 1));
    }
    for (const { parcel, beforeBeat } of committed) {
      const fact = messages.find(({ key }) => key === parcel)!;
      const next = beatsSeen.find((m) => m.partition === fact.partition && sequenceOf(m) === beforeBeat);
      expect(fact.offset).toBeLessThan(next?.offset ?? -1);
    }
  });

  it('is not sent, and its number not used, when its change is rolled back', async () => {
    const last = await beat();
    const failing = outbox.transaction(async (change) => {
      await heartbeats.beat(change);
      throw new Error('changed my mind');
    });

    await expect(failing).rejects.toThrow('changed my mind');
    expect(await beat()).toBe(last + 1);
  });

  it('goes out by itself', async () => {
    const last = await beat();
    heartbeats.onApplicationBootstrap();
    await until('the next heartbeat', async () => {
      const beats = await reader.messagesOf('heartbeat', 1);
      return beats.some((message) => sequenceOf(message) > last);
    });
    await heartbeats.beforeApplicationShutdown();
  });
});
