import { testBrokers } from '@entry/testing/test-environment';
import { createTestTopic, type TestTopic } from '@entry/testing/test-topic';
import { until } from '@entry/testing/until';
import { Logger } from '@nestjs/common';
import { Readiness } from '../health/readiness';
import { parcelEvent, parcelMessage } from '../outbox/parcel.fake';
import { EventConsumer } from './event-consumer';
import { EventConsumers } from './event-consumers';
import { EventPublisher } from './event-publisher';
import { KafkaConnection } from './kafka-connection';
import { fromTheBeginning } from './positions';

describe('a reader that cannot run', () => {
  const connection = new KafkaConnection(testBrokers(), 'alone-test');
  const publisher = new EventPublisher(connection);
  const readiness = new Readiness();
  const consumers = new EventConsumers(connection, publisher, readiness);
  let topic: TestTopic;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    topic = await createTestTopic(connection, 1);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await consumers.beforeApplicationShutdown();
    await publisher.onApplicationShutdown();
  });

  it.each([
    { alone: true, failures: 6 },
    { alone: false, failures: 4 },
  ])('begins anew and does not end its service: $failures times when alone is $alone', async ({ alone, failures }) => {
    const start = jest.spyOn(EventConsumer.prototype, 'start');
    for (let failure = 0; failure < failures; failure++) {
      start.mockRejectedValueOnce(new Error('Failed to find group coordinator'));
    }
    const read: number[] = [];
    consumers.start({
      group: topic.name,
      alone,
      events: [parcelEvent(topic.name)],
      positions: fromTheBeginning,
      handle: ({ events }) => Promise.resolve(void read.push(...events.map(({ data }) => data.number))),
    });
    await publisher.publish([parcelMessage(parcelEvent(topic.name), 'a', 7)]);

    await until('the message', () => read.includes(7));
    expect(start).toHaveBeenCalledTimes(failures + 1);
    expect(readiness.missing()).toEqual([]);
  });
});
