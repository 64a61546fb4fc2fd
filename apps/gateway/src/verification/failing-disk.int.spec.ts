import { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { ProblemFilter } from '@entry/platform/http/problem.filter';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { degradedModes } from '@entry/stack/faults/degraded-modes';
import { faults, type DegradedMode, type Fault } from '@entry/stack/faults/degraded-mode';
import { testBrokers } from '@entry/testing/test-environment';
import { startTestRedis, type TestRedis } from '@entry/testing/test-redis';
import { startTopicReader } from '@entry/testing/topic-reader';
import { until } from '@entry/testing/until';
import { Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../app.module';
import { aGatewayConfig } from '../config.fake';
import { FaultyStore } from '../journal/faulty-store.fake';
import { JournalStore } from '../journal/journal-store';
import { EntryAssessment } from './entry-assessment';
import { VerificationService } from './verification.service';
import type { VerifyResponse } from './verification.schemas';

const qr = (number: string) => `${number}||Nguyễn Thị Thử|15031990|Nữ|Số 1 Phố Thử, Hà Nội|01052021`;
const cards = { allow: qr('001190000011'), check: qr('001190000012'), deny: qr('001190000013') } as const;
const reason = { code: 'TEST_REASON', message: { vi: 'vì', en: 'because' } };
const modes = faults.map((fault) => [fault, degradedModes['journal disk'][fault]] as [Fault, DegradedMode]);
const { checkpoint, agency, ...place } = { checkpoint: randomUUID(), agency: randomUUID(), district: 'ba-dinh' };
/** What `/health/ready` says of the journal. */
interface JournalCondition {
  readonly trouble: string | null;
  readonly answeredUnkept: number;
  readonly neverKept: number;
}

const device = {
  id: randomUUID(),
  checkpoint: { checkpoint, agency, ...place, name: 'Cổng chính', venueKind: 'agency', version: 1 },
} as const;

/** What a healthy system says of the three cards; the disk has no part in it. */
const assessment: Pick<EntryAssessment, 'assess'> = {
  assess: ({ idNumber }) => {
    const decision = (['allow', 'check', 'deny'] as const)[Number(idNumber.at(-1)) - 1] ?? 'check';
    const reasons = decision === 'allow' ? [] : [reason];
    const answer = { decision, reasons, checkedAt: new Date().toISOString(), policyVersion: 'test', factsAsOf: null };
    return Promise.resolve({ subject: 'A'.repeat(22), answer });
  },
};

describe('a gate whose journal disk is', () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'gateway-'));
  const store = new FaultyStore({ DATA_DIR: dataDirectory });
  const answers: VerifyResponse[] = [];
  let redis: TestRedis;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    redis = await startTestRedis();
    const brokers = testBrokers().join(',');
    const config = aGatewayConfig({ DATA_DIR: dataDirectory, KAFKA_BROKERS: brokers, REDIS_URL: redis.url });
    const adapter = new FastifyAdapter();
    const host = new HttpAdapterHost();
    host.httpAdapter = adapter;
    const module = await Test.createTestingModule({ imports: [AppModule.forRoot(config)] })
      .overrideProvider(HttpAdapterHost)
      .useValue(host)
      .overrideProvider(JournalStore)
      .useValue(store)
      .overrideProvider(EntryAssessment)
      .useValue(assessment)
      .compile();
    app = module.createNestApplication<NestFastifyApplication>(adapter, { logger: false });
    app.useGlobalFilters(new ProblemFilter());
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app?.close();
    await redis.stop();
    rmSync(dataDirectory, { recursive: true });
  });

  const begin = (fault: Fault) => {
    if (fault === 'down') store.fail('ENOSPC');
    else if (fault === 'black-holed') store.hang();
    else store.slowDown(Number(/\d+/.exec(fault)));
  };
  const scan = async () => {
    const service = app.get(VerificationService, { strict: false });
    const given = await Promise.all(Object.values(cards).map((card) => service.verify({ qr: card }, device)));
    answers.push(...given);
    return given.map(({ decision, reasons }) => [decision, ...reasons.map(({ code }) => code)].join(' '));
  };
  const condition = async () => {
    const { details } = (await app.inject('/health/ready')).json<{ details: { journal: JournalCondition } }>();
    return details.journal;
  };
  const healthy = ['allow', 'check TEST_REASON', 'deny TEST_REASON'];
  const unkept = ['check NOT_RECORDED', 'check TEST_REASON NOT_RECORDED', 'deny TEST_REASON NOT_RECORDED'];

  const isUnkept = ({ reasons }: VerifyResponse) => reasons.some(({ code }) => code === 'NOT_RECORDED');
  /** A busy machine may take longer for one scan than the gate waits for a healthy disk. */
  const untilHealthy = () => until('healthy verdicts', async () => (await scan()).join() === healthy.join());

  it.each(modes)('%s', async (fault, { known }) => {
    await untilHealthy();
    const before = (await condition()).answeredUnkept;
    const first = answers.length;
    begin(fault);
    if (known === 'healthy') await untilHealthy();
    else expect(await scan()).toEqual(unkept);
    const told = await condition();
    const unkeptSince = answers.slice(first).filter(isUnkept).length;
    store.mend();
    await until('a disk that is back', async () => (await condition()).trouble === null);

    expect(told.answeredUnkept - before).toBe(unkeptSince);
    await untilHealthy();
  });

  it('is not ready while it fails', async () => {
    const ready = async () => (await app.inject('/health/ready')).statusCode;
    await until('a ready gateway', async () => (await ready()) === 200);
    store.fail('EIO');
    await scan();
    expect(await ready()).toBe(503);
    store.mend();
    await until('a ready gateway', async () => (await ready()) === 200);
  });

  it('delivers each scan once, as it was answered', async () => {
    const reader = await startTopicReader(app.get(KafkaConnection), AccessEventV1.topic);
    const own = new Set(answers.map(({ scanId }) => scanId));
    const delivered = await until('every scan', async () => {
      // Other tests put there what cannot be read.
      const texts = (await reader.all()).map(({ value }) => value);
      const mine = texts.filter((text) => answers.some(({ scanId }) => text.includes(scanId)));
      return mine.length >= own.size && mine.map((text) => AccessEventV1.data.parse(JSON.parse(text)));
    });
    await reader.stop();
    const byScan = new Map(delivered.map((event) => [event.scanId, event]));

    expect(answers.map(({ scanId }) => byScan.get(scanId)?.decision)).toEqual(answers.map(({ decision }) => decision));
    expect(new Set(delivered.map(({ eventId }) => eventId)).size).toBe(own.size);
    expect((await condition()).neverKept).toBe(0);
  });
});
