import { VaccinationSubmittedV1, type RecordSubmittedV1 } from '@entry/contracts/events/record-submitted.v1';
import { vaccinationColumns } from '@entry/contracts/vocabulary/batch-columns';
import { BatchUpload } from '@entry/platform/batches/batch-upload';
import { BatchRepository } from '@entry/platform/batches/batch.repository';
import { StagedRows } from '@entry/platform/batches/staged-rows';
import { type EventPublisher, type OutgoingMessage } from '@entry/platform/kafka/event-publisher';
import { Outbox } from '@entry/platform/outbox/outbox';
import { startTestDatabase, type TestDatabase } from '@entry/testing/test-database';
import { Logger } from '@nestjs/common';
import { Readable } from 'node:stream';
import { migrations } from '../migrations';
import { aPersonalDataCipher, vaccinationFile } from './record-batches.fake';
import { SubmittedRowsPublisher } from './submitted-rows.publisher';

describe('SubmittedRowsPublisher', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await startTestDatabase({ migrations });
  });
  afterAll(() => database.stop());

  it('publishes each row as it came, and keeps it until Kafka has it', async () => {
    const { dataSource } = database;
    const cipher = aPersonalDataCipher();
    const published: OutgoingMessage[] = [];
    let failures = 0;
    const kafka: Pick<EventPublisher, 'publish'> = {
      publish: (messages) => {
        if (failures++ < 2) return Promise.reject(new Error('no broker'));
        published.push(...messages);
        return Promise.resolve();
      },
    };
    const body = Readable.from([Buffer.from(vaccinationFile(1_500))]);
    const upload = {
      kind: 'vaccination',
      caller: 'ministry',
      idempotencyKey: 'key',
      columns: { required: vaccinationColumns },
      dryRun: false,
    };
    const file = { contentType: 'text/csv', contentEncoding: undefined, body };
    const { id } = await new BatchUpload(dataSource, cipher).accept({ ...upload, ...file });
    const batches = new BatchRepository(dataSource);
    const outbox = new Outbox(dataSource);
    const publisher = new SubmittedRowsPublisher(
      batches,
      new StagedRows(dataSource, cipher),
      outbox,
      kafka as EventPublisher,
    );
    publisher.onApplicationBootstrap();
    while (published.length < 1_500) await new Promise((resolve) => setTimeout(resolve, 20));
    await publisher.beforeApplicationShutdown();

    const rows = published.map(({ value }) => JSON.parse(String(value)) as RecordSubmittedV1);
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 1_500 }, (_, index) => index + 1));
    expect(published[0]).toMatchObject({ topic: VaccinationSubmittedV1.topic, key: 'V1' });
    expect(rows[0]).toMatchObject({
      batchId: id,
      row: 1,
      fields: { record_id: 'V1', full_name: 'Nguyễn Văn Người 1' },
    });
    expect(await dataSource.query(`SELECT FROM staged_row`)).toEqual([]);
  });
});
