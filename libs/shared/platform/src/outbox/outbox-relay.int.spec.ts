import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { testBrokers } from '@entry/testing/test-environment';
import { createTestTopic, type TestTopic } from '@entry/testing/test-topic';
import { startTopicReader, type TopicReader } from '@entry/testing/topic-reader';
import { until } from '@entry/testing/until';
import { Logger } from '@nestjs/common';
import type { EventMessage } from '../kafka/event-message';
import { EventPublisher } from '../kafka/event-publisher';
import { KafkaConnection } from '../kafka/kafka-connection';
import { Outbox } from './outbox';
import { OutboxRelay, OwnedTopics } from './outbox-relay';
import { CreateParcels1700000000000, parcelEvent, parcelMessage, type Parcel, type ParcelEvent } from './parcel.fake';

/** A Kafka that fails now and then, also after it has taken a part. */
class ShakyPublisher extends EventPublisher {
  private sends = 0;

  override async publish(messages: readonly EventMessage[]): Promise<void> {
    this.sends += 1;
    if (this.sends % 3 === 1) throw new Error('no broker');
    const taken = this.sends % 3 === 2 ? messages.slice(0, messages.length / 2) : messages;
    await super.publish(taken);
    if (taken.length < messages.length) throw new Error('cut off');
  }
}

describe('OutboxRelay', () => {
  const connection = new KafkaConnection(testBrokers(), 'outbox-test');
  const publishers = [new EventPublisher(connection), new EventPublisher(connection), new ShakyPublisher(connection)];
  let database: TestDatabase;
  let topic: TestTopic;
  let reader: TopicReader;
  let event: ParcelEvent;
  let outbox: Outbox;
  let relays: OutboxRelay[] = [];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await startTestDatabase({ migrations: [CreateParcels1700000000000] });
  });
  beforeEach(async () => {
    topic = await createTestTopic(connection, 3);
    reader = await startTopicReader(connection, topic.name);
    event = parcelEvent(topic.name);
    outbox = new Outbox(database.dataSource);
  });
  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.beforeApplicationShutdown()));
    await reader.stop();
  });
  afterAll(async () => {
    await Promise.all(publishers.map((publisher) => publisher.onApplicationShutdown()));
    await database.stop();
  });

  const startRelays = (...of: EventPublisher[]) => {
    relays = of.map(
      (publisher) => new OutboxRelay(database.dataSource, publisher, outbox, new OwnedTopics([topic.name])),
    );
    for (const relay of relays) relay.onApplicationBootstrap();
  };
  const announce = (parcel: string, number: number) =>
    outbox.transaction(({ announce }) => announce([parcelMessage(event, parcel, number)]));
  /** Concurrent changes of a parcel: each takes its row, and with it the next number. */
  const move = (parcel: string) =>
    outbox.transaction(async ({ manager, announce }) => {
      const [row] = await manager.query<{ number: number }[]>(
        `WITH moved AS (UPDATE parcel SET number = number + 1 WHERE parcel = $1 RETURNING number) SELECT number FROM moved`,
        [parcel],
      );
      await announce([parcelMessage(event, parcel, row!.number)]);
    });
  const untilSent = () =>
    until(
      'an empty outbox',
      async () => (await database.dataSource.query<object[]>(`SELECT FROM outbox LIMIT 1`)).length === 0,
    );
  const sentNumbers = async (parcel: string) =>
    (await reader.all()).filter(({ key }) => key === parcel).map(({ value }) => (JSON.parse(value) as Parcel).number);
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('sends what was committed as it was announced, and nothing of a change that was rolled back', async () => {
    const failing = outbox.transaction(async ({ announce }) => {
      await announce([parcelMessage(event, 'A', 1)]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const message = parcelMessage(event, 'A', 2);
    await outbox.transaction(({ announce }) => announce([message, { ...message, partition: 1 }]));
    startRelays(publishers[0]!);
    await untilSent();

    const { topic: _, ...sent } = message;
    const seen = await reader.all();
    expect(seen).toEqual([expect.objectContaining(sent), expect.objectContaining(sent)]);
    expect(seen.map(({ partition }) => partition)).toContain(1);
  });

  it('sends at once what is committed while it runs', async () => {
    startRelays(publishers[0]!);
    for (const number of upTo(20)) await announce('A', number);
    await untilSent();

    expect(await sentNumbers('A')).toEqual(upTo(20));
  });

  it('sends once and in the order of the commits, with several relays and many changes at once', async () => {
    const parcels = ['A', 'B', 'C', 'D', 'E'];
    await database.dataSource.query(`INSERT INTO parcel (parcel, number) SELECT unnest($1::text[]), 0`, [parcels]);
    startRelays(publishers[0]!, publishers[1]!);
    const changes = upTo(60).flatMap(() => parcels);
    const movers = upTo(6).map(async () => {
      for (let parcel = changes.pop(); parcel; parcel = changes.pop()) await move(parcel);
    });
    await Promise.all(movers);
    await untilSent();

    for (const parcel of parcels) expect(await sentNumbers(parcel)).toEqual(upTo(60));
  });

  it('keeps what Kafka did not confirm, and sends it again in order', async () => {
    await outbox.transaction(({ announce }) =>
      announce(upTo(3_000).map((number) => parcelMessage(event, 'A', number))),
    );
    startRelays(publishers[2]!);
    await untilSent();

    const numbers = await sentNumbers('A');
    expect([...new Set(numbers)]).toEqual(upTo(3_000));
    expect(numbers.slice(-1_000)).toEqual(upTo(3_000).slice(-1_000));
  });
});
