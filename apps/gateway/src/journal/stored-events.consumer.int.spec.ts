import { AccessEventStoredV1 } from '@entry/contracts/events/access-event.v1';
import { Readiness } from '@entry/platform/health/readiness';
import { EventConsumers } from '@entry/platform/kafka/event-consumers';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { testBrokers } from '@entry/testing/test-environment';
import { until } from '@entry/testing/until';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { aGatewayConfig } from '../config.fake';
import type { Journal } from './journal';
import { aJournalDirectory, aScan, keep } from './journal.fake';
import { StoredEventsConsumer } from './stored-events.consumer';

describe('StoredEventsConsumer', () => {
  const config = aGatewayConfig();
  const connection = new KafkaConnection(testBrokers(), 'stored-test');
  const publisher = new EventPublisher(connection);
  const directory = aJournalDirectory();
  let journal: Journal;
  let consumers: EventConsumers;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    await start();
  });
  afterAll(async () => {
    await stop();
    await publisher.onApplicationShutdown();
    await directory.remove();
  });

  const start = async () => {
    journal = await directory.open();
    consumers = new EventConsumers(connection, publisher, new Readiness());
    new StoredEventsConsumer(consumers, journal, config).onApplicationBootstrap();
  };
  const stop = async () => {
    await consumers.beforeApplicationShutdown();
    await directory.close();
  };
  const append = async () => {
    const scan = aScan();
    await keep(journal, scan);
    const entries = await journal.readAfter('', 100);
    return entries.find(({ event }) => event.scanId === scan.scanId)!.event.eventId;
  };
  const confirm = (gatewayId: string, ...eventIds: string[]) => {
    const origin = { source: '/access-log', time: new Date() };
    return publisher.publish([toEventMessage(AccessEventStoredV1, { gatewayId, eventIds }, origin)]);
  };
  const held = async () => (await journal.readAfter('', 100)).map(({ event }) => event.eventId);
  const untilForgotten = (eventId: string) =>
    until(`the end of ${eventId}`, async () => !(await held()).includes(eventId));

  it('forgets what access-log has of this gateway, and nothing that it has of another', async () => {
    const [first, second, third] = [await append(), await append(), await append()];
    await confirm('another', second);
    await confirm(config.GATEWAY_ID, first, randomUUID());
    await untilForgotten(first);
    await confirm(config.GATEWAY_ID, first, third);
    await untilForgotten(third);

    expect(await held()).toEqual([second]);
    await confirm(config.GATEWAY_ID, second);
    await untilForgotten(second);
  });

  it('hears after a restart what was said while it was away', async () => {
    const eventId = await append();
    await stop();
    await confirm(config.GATEWAY_ID, eventId);
    await start();
    await untilForgotten(eventId);

    const [end] = await connection.withAdmin((admin) => admin.fetchTopicOffsets(AccessEventStoredV1.topic));
    expect(String(await journal.readPosition(AccessEventStoredV1.topic, 0))).toBe(end?.high);
  });
});
