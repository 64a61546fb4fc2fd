import type { Device } from '@entry/client/city-client';
import { until } from '@entry/client/until';
import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { exampleMessages } from '@entry/contracts/example-messages';
import { deadLetterTopic } from '@entry/contracts/topics';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { testBrokers } from '@entry/testing/test-environment';
import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { startCity, type City } from './support/city';
import { runFile } from './support/run-file';

const program = resolve(__dirname, '../tools/client/dist/dead-letters/main.js');
const deadLetters = (...args: string[]) =>
  runFile('env', [`KAFKA_BROKERS=${testBrokers().join(',')}`, process.execPath, program, ...args]);

describe('dead letters', () => {
  const publisher = new EventPublisher(new KafkaConnection(testBrokers(), 'dead-letters-test'));
  const reason = `handling failed: ${randomUUID()}`;
  let city: City;
  let device: Device;
  const [kept, useless] = [randomUUID(), randomUUID()];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    city = await startCity();
    device = await city.client.enrolDevice();
    const now = new Date().toISOString();
    const [example] = exampleMessages[AccessEventV1.type] as [AccessEventV1];
    const letters = [kept, useless].map((scanId) => {
      const scan = { ...example, eventId: randomUUID(), scanId, scannedAt: now, receivedAt: now };
      const { key, value, headers } = toEventMessage(
        AccessEventV1,
        { ...scan, deviceId: device.id, checkpoint: device.checkpoint },
        { source: '/gateway', time: new Date() },
      );
      const marks = { 'dead-letter-reason': reason, 'dead-letter-partition': '0', 'dead-letter-offset': '0' };
      return { topic: deadLetterTopic(AccessEventV1.topic), key, value, headers: { ...headers, ...marks } };
    });
    await publisher.publish(letters);
  }, 180_000);
  afterAll(async () => {
    await publisher.onApplicationShutdown();
    await city?.stop();
  });

  const listed = async () => {
    const { stdout } = await deadLetters('list');
    return stdout.split('\n').flatMap((line) => (line.includes(reason) ? [line.split('|')[1]!.trim()] : []));
  };

  it('are listed, shown, sent again or dropped, each once and on record', async () => {
    const [first, second] = (await listed()) as [string, string];
    expect((await deadLetters('show', first)).stdout).toContain(kept);
    expect((await deadLetters('resend', first)).stdout).toContain(`resent ${first}`);
    await until('the scan is stored', async () => {
      const stored = await city.eventsAt(device.checkpoint);
      return stored.length === 1 && stored[0]?.scanId === kept;
    });
    expect(await listed()).toEqual([second]);
    expect((await deadLetters('resend', first)).stderr).toContain('no such letter, or it is handled');

    expect((await deadLetters('drop', second)).stderr).toContain('--reason');
    expect(await listed()).toEqual([second]);
    await deadLetters('drop', second, '--reason', 'a test');
    expect(await listed()).toEqual([]);
    const { items } = await until('both are on record', async () => {
      const path = '/v1/audit-entries?from=2026-01-01T00:00:00Z&limit=500';
      const { body } = await city.client.as<{
        items: { action: string; asked: { letter?: string }; reason: string | null }[];
      }>('auditor', 'GET', path);
      const own = body.items.filter(({ asked }) => asked.letter === first || asked.letter === second);
      return own.length === 2 && { items: own };
    });
    expect(items.map(({ action, reason: why }) => [action, why])).toEqual([
      ['dead-letter-dropped', 'a test'],
      ['dead-letter-resent', null],
    ]);
  });

  it('are not taken for all when nobody says which', async () => {
    expect((await deadLetters('drop', '--reason', 'none')).stderr).toContain('Say which');
  });
});
