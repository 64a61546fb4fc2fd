import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { createHttpApp } from '@entry/platform/http/http-app';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { testBrokers } from '@entry/testing/test-environment';
import { startTestDatabase } from '@entry/testing/test-database';
import { startTokenIssuer, type Claims } from '@entry/testing/token-issuer';
import { until } from '@entry/testing/until';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createSecretKey, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module';
import { migrations } from './migrations';

interface Answer {
  readonly statusCode: number;
  readonly text: string;
}

export interface AccessLogService {
  readonly app: NestFastifyApplication;
  readonly connection: KafkaConnection;
  readonly dataSource: DataSource;
  readonly visitorKey: KeyObject;
  get(url: string, claims: Claims, query?: Record<string, string>): Promise<Answer>;
  post(url: string, claims: Claims, body: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** The whole service on real Kafka and a database of its own. Of the scans on the topic it reads those from now on. */
export async function startAccessLogService({ graceSeconds = 30 } = {}): Promise<AccessLogService> {
  const brokers = testBrokers();
  const group = `access-log-${randomUUID()}`;
  const visitorKey = createSecretKey(randomBytes(32));
  const connection = new KafkaConnection(brokers, 'access-log-test');
  const issuer = await startTokenIssuer();
  const database = await startTestDatabase({ migrations });
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
    VISITOR_KEY: visitorKey,
    CONSUMER_GROUP: group,
    IDENTITY_URL: 'http://127.0.0.1:1',
    ACCESS_LOG_RETENTION_DAYS: 36_500,
    SEQUENCE_GAP_GRACE_SECONDS: graceSeconds,
  };
  const app = await createHttpApp(AppModule.forRoot(config), 'access-log');
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  await until('the service is ready', async () => (await app.inject('/health/ready')).statusCode === 200);
  const headersOf = async (claims: Claims) => ({ authorization: `Bearer ${await issuer.sign(claims)}` });
  const answered = ({ statusCode, body }: { statusCode: number; body: string }) => ({ statusCode, text: body });
  return {
    app,
    connection,
    dataSource: database.dataSource,
    visitorKey,
    get: async (url, claims, query = {}) =>
      answered(await app.inject({ url, query, headers: await headersOf(claims) })),
    post: async (url, claims, body) =>
      answered(await app.inject({ method: 'POST', url, body, headers: await headersOf(claims) })),
    stop: async () => {
      await app.close();
      await database.stop();
      await issuer.stop();
    },
  };
}
