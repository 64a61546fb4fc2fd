import { deadLetterTopic } from '@entry/contracts/topics';
import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { testBrokers } from '@entry/testing/test-environment';
import { createTestTopic, type TestTopic } from '@entry/testing/test-topic';
import { startTopicReader } from '@entry/testing/topic-reader';
import { until } from '@entry/testing/until';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Readiness } from '../health/readiness';
import { EventConsumers } from '../kafka/event-consumers';
import { EventPublisher } from '../kafka/event-publisher';
import { KafkaConnection } from '../kafka/kafka-connection';
import type { ReceivedEvent } from '../kafka/received-event';
import { InboxConsumers } from './inbox-consumers';
import { Outbox, type Change } from './outbox';
import { CreateParcels1700000000000, parcelEvent, parcelMessage, type ParcelEvent } from './parcel.fake';

type Apply = (events: readonly ReceivedEvent<ParcelEvent>[], change: Change) => Promise<void>;

/** Every application leaves a row: a second one would show. */
const keep: Apply = async (events, { manager }) => {
  await manager.query(`INSERT INTO parcel (parcel, number) SELECT * FROM unnest($1::text[], $2::int[])`, [
    events.map(({ data }) => data.parcel),
    events.map(({ data }) => data.number),
  ]);
};

describe('InboxConsumers', () => {
  const connection = new KafkaConnection(testBrokers(), 'inbox-test');
  const publisher = new EventPublisher(connection);
  let database: TestDatabase;
  let topic: TestTopic;
  let event: ParcelEvent;
  let group: string;
  let running: EventConsumers[] = [];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await startTestDatabase({ migrations: [CreateParcels1700000000000] });
  });
  beforeEach(async () => {
    await database.dataSource.query('TRUNCATE parcel');
    topic = await createTestTopic(connection, 2);
    event = parcelEvent(topic.name);
    group = `inbox-${randomUUID()}`;
  });
  afterEach(() => stop());
  afterAll(async () => {
    await publisher.onApplicationShutdown();
    await database.stop();
  });

  const start = (apply: Apply = keep) => {
    const consumers = new EventConsumers(connection, publisher, new Readiness());
    running.push(consumers);
    const inbox = new InboxConsumers(consumers, new Outbox(database.dataSource), database.dataSource);
    inbox.start({ group, events: [event], apply });
  };
  const stop = async () => {
    await Promise.all(running.map((consumers) => consumers.beforeApplicationShutdown()));
    running = [];
  };
  const send = (parcel: string, ...numbers: number[]) =>
    publisher.publish(numbers.map((number) => parcelMessage(event, parcel, number)));
  const kept = async (parcel: string) => {
    const sql = `SELECT number FROM parcel WHERE parcel = $1 ORDER BY place`;
    const rows = await database.dataSource.query<{ number: number }[]>(sql, [parcel]);
    return rows.map(({ number }) => number);
  };
  const untilKept = (parcel: string, last: number) =>
    until(`${parcel} ${last}`, async () => (await kept(parcel)).includes(last));
  const untilMembers = (count: number) =>
    until(`${count} readers`, async () => {
      const { groups } = await connection.withAdmin((admin) => admin.describeGroups([group]));
      return groups[0]?.state === 'Stable' && groups[0].members.length === count;
    });
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('sets aside what cannot be read, with the reason, and handles what comes behind', async () => {
    const good = parcelMessage(event, 'A', 1);
    const unreadable = [
      { ...good, value: '{"parcel"' },
      { ...good, value: '' },
      { ...good, value: '{"parcel":"A","number":"secret"}' },
      { ...good, headers: { ...good.headers, ce_type: 'another' } },
    ];
    const none = { ...good, headers: {} };
    start();
    await publisher.publish([...unreadable, none, good]);
    await untilKept('A', 1);
    const deadLetters = await startTopicReader(connection, deadLetterTopic(topic.name));
    const letters = await deadLetters.messagesOf('A', 5);
    await deadLetters.stop();

    expect(letters.map(({ headers }) => [headers['dead-letter-reason'], headers['dead-letter-offset']])).toEqual([
      ['the value is not JSON', '0'],
      ['the value is not JSON', '1'],
      ['/number: invalid_type', '2'],
      ['header ce_type is none of this topic', '3'],
      ['header ce_type is none of this topic', '4'],
    ]);
    expect(letters.map(({ value }) => value)).toEqual([...unreadable, none].map(({ value }) => value));
    expect(letters[0]?.headers).toMatchObject(good.headers);
    expect(await kept('A')).toEqual([1]);
  });

  it('keeps nothing of an attempt that failed after it had written, and applies the events once', async () => {
    let attempts = 0;
    const seenAtTheStart: number[][] = [];
    start(async (events, change) => {
      seenAtTheStart.push(await kept('A'));
      await keep(events, change);
      attempts += 1;
      if (attempts < 3) throw new Error('cut off');
    });
    await send('A', ...upTo(50));
    await untilKept('A', 50);

    expect(seenAtTheStart.slice(0, 3)).toEqual([[], [], []]);
    expect(await kept('A')).toEqual(upTo(50));
  });

  it('goes on after a restart from where its effects are, whatever Kafka remembers', async () => {
    start();
    await send('A', ...upTo(20));
    await untilKept('A', 20);
    await stop();
    await connection.withAdmin((admin) => admin.deleteGroups([group]));
    start();
    await send('A', 21);
    await untilKept('A', 21);

    expect(await kept('A')).toEqual(upTo(21));
  });

  it('applies each event once, in order, while instances come and go', async () => {
    const parcels = ['A', 'B', 'C', 'D'];
    start();
    for (const number of upTo(60)) {
      for (const parcel of parcels) await send(parcel, number);
      if (number === 20) {
        start();
        await untilMembers(2);
      }
      if (number === 40) await running.shift()?.beforeApplicationShutdown();
    }
    for (const parcel of parcels) await untilKept(parcel, 60);

    for (const parcel of parcels) expect(await kept(parcel)).toEqual(upTo(60));
  });

  describe('with a topic that was wiped', () => {
    const warnings: string[] = [];
    beforeEach(() => {
      warnings.length = 0;
      jest.spyOn(Logger.prototype, 'warn').mockImplementation((message: string) => void warnings.push(message));
    });
    afterEach(() => jest.restoreAllMocks());

    /** It waits for a while, since a new leader may know of less for a moment. */
    const untilItHasWaited = async () => {
      await until('a topic that is too short', () => warnings.some((text) => text.includes('before the position')));
      const now = Date.now;
      jest.spyOn(Date, 'now').mockImplementation(() => now() + 60_000);
    };

    it.each(['while nobody read it', 'under its eyes'])('reads it from its beginning: wiped %s', async (when) => {
      start();
      await send('A', ...upTo(20));
      await untilKept('A', 20);
      if (when === 'while nobody read it') await stop();
      await topic.recreate();
      await send('A', 101, 102, 103);
      if (when === 'while nobody read it') start();
      await untilItHasWaited();
      await untilKept('A', 103);

      expect(await kept('A')).toEqual([...upTo(20), 101, 102, 103]);
    });
  });
});
