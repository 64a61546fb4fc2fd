import { asyncApi } from '@entry/contracts/async-api';
import { AnalyticsAccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { exampleMessages } from '@entry/contracts/example-messages';
import { topics } from '@entry/contracts/topics';
import { until } from '@entry/client/until';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { freePorts } from '@entry/stack/ports/free-ports';
import type { Ports } from '@entry/stack/ports/ports';
import { noProgress } from '@entry/stack/progress/progress';
import { analystAccess } from '@entry/stack/servers/native/analyst-access';
import { nativeServers } from '@entry/stack/servers/native/native-servers';
import type { Server } from '@entry/stack/servers/server';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ownDirectory } from './support/own-directory';

const origin = { source: '/access-log', time: new Date() };
const [example] = exampleMessages[AnalyticsAccessEventV1.type] as [AnalyticsAccessEventV1];

describe('an analyst', () => {
  const signal = new AbortController().signal;
  let kafka: Server;
  let ports: Ports;
  let password: string;
  const access = (...args: string[]) => analystAccess(args, kafka.address, { progress: noProgress, signal });

  beforeAll(async () => {
    Logger.overrideLogger(false);
    ports = await freePorts();
    const dataDirectory = ownDirectory('analysts');
    const options = { ports, dataDirectory, logDirectory: join(dataDirectory, 'logs'), durable: false };
    kafka = await nativeServers.prepare('kafka', {
      ...options,
      progress: noProgress,
      signal,
      onDeath: () => undefined,
    });
    await kafka.start();
    const services = new KafkaConnection([kafka.address], 'services');
    await services.ready();
    const publisher = new EventPublisher(services);
    await publisher.publish([toEventMessage(AnalyticsAccessEventV1, example, origin)]);
    await publisher.onApplicationShutdown();
    password = (await access('dashboard'))!;
  }, 180_000);
  afterAll(() => kafka?.stop());

  const connect = (given = password) =>
    new KafkaConnection([`127.0.0.1:${ports['kafka-analysts']}`], 'an analyst', {
      mechanism: 'scram-sha-512',
      username: 'dashboard',
      password: given,
    });
  /** What comes first of a topic, or why nothing does. */
  const read = async (topic: string, groupId: string, connection = connect()): Promise<string> => {
    const consumer = connection.consumer({ groupId, retry: { retries: 0 } });
    const found: string[] = [];
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      consumer.on(consumer.events.CRASH, ({ payload }) => void found.push(payload.error.message));
      await consumer.run({ eachMessage: ({ message }) => Promise.resolve(void found.push(String(message.value))) });
      return await until('a message, or a refusal', () => Promise.resolve(found[0]));
    } catch (error) {
      return (error as Error).message;
    } finally {
      await consumer.disconnect().catch(() => undefined);
    }
  };
  const groupName = () => `dashboard-${randomUUID()}`;

  it('reads what the document of the topics says', async () => {
    const text = await read(AnalyticsAccessEventV1.topic, groupName());
    expect(AnalyticsAccessEventV1.data.parse(JSON.parse(text))).toEqual(example);
    expect(Object.keys((asyncApi() as { channels: object }).channels)).toContain(AnalyticsAccessEventV1.topic);
  });

  it('reads no other topic', async () => {
    const others = topics.map(({ name }) => name).filter((name) => name !== AnalyticsAccessEventV1.topic);
    const seen = await connect().withAdmin((admin) => admin.listTopics());
    expect(seen).toEqual([AnalyticsAccessEventV1.topic]);
    const found = await Promise.all(
      others.map((topic) =>
        connect()
          .withAdmin((admin) => admin.fetchTopicOffsets(topic))
          .catch((error: Error) => error.message),
      ),
    );
    expect(found).toEqual(others.map(() => expect.stringMatching(/not authorized/i) as string));
    expect(await read('access.event.v1', groupName())).toMatch(/not authorized/i);
  });

  it('may write nothing, make nothing, and use no group but its own', async () => {
    const publisher = new EventPublisher(connect());
    jest.spyOn(KafkaConnection.prototype, 'ready').mockResolvedValueOnce();
    const message = toEventMessage(AnalyticsAccessEventV1, example, origin);
    await expect(publisher.publish([message])).rejects.toThrow(/not authorized/i);
    await publisher.onApplicationShutdown();
    const made = connect().makeTopic({ name: 'dashboard', partitions: 1, kept: 1 });
    await expect(made).rejects.toThrow(/not authorized|topic creation errors/i);
    // What kafkajs says of a group that it is refused, where it has just found the coordinator of another.
    expect(await read(AnalyticsAccessEventV1.topic, 'access-log')).toMatch(/group coordinator/i);
    expect(await read(AnalyticsAccessEventV1.topic, groupName())).toContain(example.visitor);
  });

  it('gets in with its password alone, and no more when access was taken away', async () => {
    const wrong = connect('0'.repeat(48));
    await expect(wrong.withAdmin((admin) => admin.listTopics())).rejects.toThrow(/authentication/i);
    await access('--remove', 'dashboard');
    await expect(connect().withAdmin((admin) => admin.listTopics())).rejects.toThrow(/authentication/i);
  });
});
