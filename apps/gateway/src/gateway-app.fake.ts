import { CheckpointV1, DeviceV1 } from '@entry/contracts/events/administration.v1';
import { createHttpApp } from '@entry/platform/http/http-app';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { testBrokers } from '@entry/testing/test-environment';
import { until } from '@entry/testing/until';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from './app.module';
import type { GatewayConfig } from './config';
import { aGatewayConfig } from './config.fake';
import { DeviceDirectory } from './devices/device-directory';
import { FactsRedis } from './facts/facts-redis';
import { Journal, type JournalEntry } from './journal/journal';

export interface EnrolledDevice {
  readonly id: string;
  readonly token: string;
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

export interface TestGateway {
  readonly app: NestFastifyApplication;
  post<Body>(path: string, body: object, by: EnrolledDevice): Promise<Answer<Body>>;
  /** What its journal holds of these scans. */
  recorded(scanIds: readonly string[]): Promise<JournalEntry['event'][]>;
  stop(): Promise<void>;
}

/** A gateway of its own, id and disk included, on the Kafka of the test run; it waits for the Redis that it is given. */
export async function startTestGateway(given: Partial<Record<keyof GatewayConfig, string>>): Promise<TestGateway> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'gateway-'));
  const config = aGatewayConfig({ DATA_DIR: dataDirectory, KAFKA_BROKERS: testBrokers().join(','), ...given });
  const app = await createHttpApp(AppModule.forRoot(config), 'gateway');
  await app.listen(0, '127.0.0.1');
  if (given.REDIS_URL) await waitForRedis(app);
  return {
    app,
    post: async (url, payload, { token }) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await app.inject({ method: 'POST', url, headers, payload });
      return { status: response.statusCode, body: response.json() };
    },
    recorded: async (scanIds) => {
      const entries = await app.get(Journal, { strict: false }).readAfter('', 100_000);
      return entries.map(({ event }) => event).filter(({ scanId }) => scanIds.includes(scanId));
    },
    stop: async () => {
      await app.close();
      rmSync(dataDirectory, { recursive: true });
    },
  };
}

/**
 * Lets a gateway wait for Redis: at a gate a busy one is gone on without, and what a test asks of it would then depend on how busy the machine
 * is.
 */
async function waitForRedis(app: NestFastifyApplication): Promise<void> {
  const { hot } = app.get(FactsRedis, { strict: false });
  hot.options.commandTimeout = 5_000;
  await until('a connection to Redis', () => hot.status === 'ready');
}

/** A device that all of these gateways know. */
export async function enrolDevice(gateways: readonly TestGateway[]): Promise<EnrolledDevice> {
  const [id, checkpoint, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')];
  const place = { name: 'Cổng chính', agency: randomUUID(), district: 'ba-dinh', venueKind: 'agency' } as const;
  const tokenHash = createHash('sha256').update(token).digest('hex');
  const origin = { source: '/test', time: new Date() };
  await gateways[0]?.app
    .get(EventPublisher)
    .publish([
      toEventMessage(CheckpointV1, { checkpoint, ...place, version: 1 }, origin),
      toEventMessage(DeviceV1, { deviceId: id, checkpoint, status: 'active', tokenHash, version: 1 }, origin),
    ]);
  for (const { app } of gateways) {
    const directory = app.get(DeviceDirectory, { strict: false });
    await until('the device', () => directory.findStationed(id));
  }
  return { id, token };
}
