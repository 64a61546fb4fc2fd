import { deadLetterTopic } from '@entry/contracts/topics';
import { startTestDatabase } from '@entry/testing/test-database';
import { testBrokers } from '@entry/testing/test-environment';
import { createTestTopic, type TestTopic } from '@entry/testing/test-topic';
import { startTopicReader, type TopicMessage } from '@entry/testing/topic-reader';
import { until } from '@entry/testing/until';
import { randomUUID } from 'node:crypto';
import { Readiness } from '../health/readiness';
import { EventConsumers } from '../kafka/event-consumers';
import { EventPublisher } from '../kafka/event-publisher';
import { KafkaConnection } from '../kafka/kafka-connection';
import type { ReceivedEvent } from '../kafka/received-event';
import { InboxConsumers } from './inbox-consumers';
import { Outbox, type Change } from './outbox';
import { CreateParcels1700000000000, parcelEvent, parcelMessage, type ParcelEvent } from './parcel.fake';

export type Apply = (events: readonly ReceivedEvent<ParcelEvent>[], change: Change) => Promise<void>;

/** Every application leaves a row: a second one would show. */
export const keep: Apply = async (events, { manager }) => {
  await manager.query(`INSERT INTO parcel (parcel, number) SELECT * FROM unnest($1::text[], $2::int[])`, [
    events.map(({ data }) => data.parcel),
    events.map(({ data }) => data.number),
  ]);
};

export const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Readers of a topic that is new for each test, with a database for what they keep. */
export class ParcelInbox {
  readonly connection = new KafkaConnection(testBrokers(), 'inbox-test');
  readonly publisher = new EventPublisher(this.connection);
  readonly running: EventConsumers[] = [];
  topic!: TestTopic;
  event!: ParcelEvent;
  group!: string;

  private constructor(private readonly database: Awaited<ReturnType<typeof startTestDatabase>>) {}

  static async open(): Promise<ParcelInbox> {
    return new ParcelInbox(await startTestDatabase({ migrations: [CreateParcels1700000000000] }));
  }

  async begin(): Promise<void> {
    await this.database.dataSource.query('TRUNCATE parcel');
    this.topic = await createTestTopic(this.connection, 2);
    this.event = parcelEvent(this.topic.name);
    this.group = `inbox-${randomUUID()}`;
  }

  async close(): Promise<void> {
    await this.publisher.onApplicationShutdown();
    await this.database.stop();
  }

  start(apply: Apply = keep): void {
    const { dataSource } = this.database;
    const consumers = new EventConsumers(this.connection, this.publisher, new Readiness());
    this.running.push(consumers);
    const inbox = new InboxConsumers(consumers, new Outbox(dataSource), dataSource);
    inbox.start({ group: this.group, events: [this.event], apply });
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.splice(0).map((consumers) => consumers.beforeApplicationShutdown()));
  }

  send(parcel: string, ...numbers: number[]): Promise<void> {
    return this.publisher.publish(numbers.map((number) => parcelMessage(this.event, parcel, number)));
  }

  /** The numbers that took effect, in the order in which they did. */
  async kept(parcel: string): Promise<number[]> {
    const sql = `SELECT number FROM parcel WHERE parcel = $1 ORDER BY place`;
    const rows = await this.database.dataSource.query<{ number: number }[]>(sql, [parcel]);
    return rows.map(({ number }) => number);
  }

  untilKept(parcel: string, last: number): Promise<boolean> {
    return until(`${parcel} ${last}`, async () => (await this.kept(parcel)).includes(last));
  }

  /** As if what came after `last` had never been committed; for a parcel that is alone on its partition. */
  async goBackTo(parcel: string, last: number): Promise<void> {
    await this.database.dataSource.transaction(async (manager) => {
      await manager.query('DELETE FROM parcel WHERE parcel = $1 AND number > $2', [parcel, last]);
      await manager.query('UPDATE consumer_position SET next_offset = $2 WHERE consumer = $1 AND next_offset > $2', [
        this.group,
        last,
      ]);
    });
  }

  /** All that was set aside. */
  async deadLetters(): Promise<TopicMessage[]> {
    const reader = await startTopicReader(this.connection, deadLetterTopic(this.topic.name));
    const letters = await reader.all();
    await reader.stop();
    return letters;
  }
}
