import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { createHttpApp } from '@entry/platform/http/http-app';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { testBrokers } from '@entry/testing/test-environment';
import { startTokenIssuer, type TokenIssuer } from '@entry/testing/token-issuer';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AppModule } from '../app.module';
import { migrations } from '../migrations';
import { anAccessEvent } from '../storing/access-event.fake';
import type { SequenceGapsPage } from './sequence-gaps.schemas';

jest.setTimeout(120_000);

async function until(condition: () => Promise<boolean>, deadline = Date.now() + 45_000): Promise<void> {
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Never came true: ${condition.toString()}`);
    await delay(50);
  }
}

describe('gaps in the sequences of devices', () => {
  const brokers = testBrokers();
  const group = `access-log-${randomUUID()}`;
  let issuer: TokenIssuer;
  let database: TestDatabase;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    issuer = await startTokenIssuer();
    database = await startTestDatabase({ migrations });
    const connection = new KafkaConnection(brokers, 'access-log-test');
    await connection.ready();
    const end = await connection.withAdmin((admin) => admin.fetchTopicOffsets(AccessEventV1.topic));
    await database.dataSource.query(
      `INSERT INTO consumer_position (consumer, topic, partition, next_offset)
       SELECT $1, $2, * FROM unnest($3::int[], $4::bigint[])`,
      [group, AccessEventV1.topic, end.map(({ partition }) => partition), end.map(({ high }) => high)],
    );
    const config = {
      HOST: '127.0.0.1',
      PORT: 1,
      LOG_LEVEL: 'fatal' as const,
      KAFKA_BROKERS: brokers,
      OIDC_ISSUER: issuer.issuer,
      OIDC_AUDIENCE: issuer.audience,
      OIDC_JWKS_URL: issuer.jwksUrl,
      DATABASE_URL: database.url,
      VISITOR_KEY: createSecretKey(randomBytes(32)),
      CONSUMER_GROUP: group,
      IDENTITY_URL: 'http://127.0.0.1:1',
      ACCESS_LOG_RETENTION_DAYS: 36_500,
      SEQUENCE_GAP_GRACE_SECONDS: 0,
    };
    app = await createHttpApp(AppModule.forRoot(config), 'access-log');
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await until(async () => (await app.inject('/health/ready')).statusCode === 200);
  });
  afterAll(async () => {
    await app.close();
    await database.stop();
    await issuer.stop();
  });

  /** The scan that a device made as its so many-th, two seconds after the one before. */
  const scan = (deviceId: string, sequence: number, begin = '2026-11-23T01:00:00Z') => {
    const at = new Date(Date.parse(begin) + sequence * 2_000).toISOString();
    return anAccessEvent({ deviceId, sequence, scannedAt: at, receivedAt: at });
  };
  /** Sends scans, each keyed by its person and so over all partitions, and waits until they are stored. */
  const send = async (events: readonly AccessEventV1[]) => {
    const context = { source: '/gateway', time: new Date() };
    await app.get(EventPublisher).publish(events.map((event) => toEventMessage(AccessEventV1, event, context)));
    const ids = events.map(({ eventId }) => eventId);
    await until(async () => {
      const rows = await database.dataSource.query<unknown[]>(
        'SELECT FROM access_event WHERE event_id = ANY($1::uuid[])',
        [ids],
      );
      return rows.length === new Set(ids).size;
    });
  };
  const missingOf = async (device: string) => {
    const { json } = await app.inject({
      url: '/v1/sequence-gaps',
      query: { device, limit: '500' },
      headers: { authorization: `Bearer ${await issuer.sign({ roles: ['operator'] })}` },
    });
    const numbers = json<SequenceGapsPage>().items.flatMap(({ firstMissing, missing }) =>
      Array.from({ length: missing }, (_, place) => firstMissing + place),
    );
    return numbers.sort((a, b) => a - b);
  };
  const sample = <Item>(arbitrary: fc.Arbitrary<Item>) => fc.sample(arbitrary, 1)[0]!;
  const shuffled = <Item>(items: readonly Item[]) =>
    sample(fc.shuffledSubarray([...items], { minLength: items.length }));

  it('are listed number for number, and close when the missing scans come late', async () => {
    const inner = Array.from({ length: 198 }, (_, place) => place + 2);
    const devices = Array.from({ length: 6 }, (_, place) => ({
      device: randomUUID(),
      removed: new Set([...sample(fc.subarray(inner)), ...(place === 0 ? [50, 51, 52, 100] : [])]),
    }));
    const scans = devices.flatMap(({ device, removed }) =>
      [1, ...inner, 200].filter((sequence) => !removed.has(sequence)).map((sequence) => scan(device, sequence)),
    );
    const arriving = shuffled(scans);
    await send(arriving.slice(0, 300));
    await send(arriving.slice(200));

    for (const { device, removed } of devices) {
      expect(await missingOf(device)).toEqual([...removed].sort((a, b) => a - b));
    }
    const late = devices.map(({ device, removed }) => ({ device, came: sample(fc.subarray([...removed])) }));
    await send(shuffled(late.flatMap(({ device, came }) => came.map((sequence) => scan(device, sequence)))));
    for (const [place, { device, removed }] of devices.entries()) {
      const left = [...removed].filter((sequence) => !late[place]!.came.includes(sequence));
      expect(await missingOf(device)).toEqual(left.sort((a, b) => a - b));
    }
  });

  it('stay where a device starts anew at a lower number, and are noticed behind it', async () => {
    const device = randomUUID();
    const before = [49_990, 49_991, 49_993, 49_994, 49_996].map((sequence) => scan(device, sequence));
    const anew = (sequence: number) => scan(device, sequence, '2026-11-25T01:00:00Z');
    await send(before);
    await send([1, 2, 4, 5].map(anew));
    expect(await missingOf(device)).toEqual([3, 49_992, 49_995]);

    await send([scan(device, 49_995), anew(3), anew(7)]);
    expect(await missingOf(device)).toEqual([6, 49_992]);
  });
});
