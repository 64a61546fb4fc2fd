import { BatchRepository } from '@entry/platform/batches/batch.repository';
import { StagedBatchWorker, type StagedBatch } from '@entry/platform/batches/staged-batch-worker';
import { StagedRows, type StagedRow } from '@entry/platform/batches/staged-rows';
import { toEventMessage, type EventMessage } from '@entry/platform/kafka/event-message';
import { EventPublisher } from '@entry/platform/kafka/event-publisher';
import { Outbox } from '@entry/platform/outbox/outbox';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { recordFiles, type RecordKind } from './record-kind';

/**
 * Publishes the rows of whole uploads as they came. They go straight to Kafka, without the outbox, so that plain personal
 * data never touches this database; a row leaves the stage when Kafka has it, so it travels at least once.
 */
@Injectable()
export class SubmittedRowsPublisher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly workers = new Map<RecordKind, StagedBatchWorker<EventMessage>>();

  constructor(
    private readonly batches: BatchRepository,
    private readonly stagedRows: StagedRows,
    private readonly outbox: Outbox,
    private readonly publisher: EventPublisher,
  ) {}

  /** One loop a kind: a million vaccinations never delay the report of an infection. */
  onApplicationBootstrap(): void {
    const logger = new Logger(SubmittedRowsPublisher.name);
    for (const kind of ['vaccination', 'infection'] as const) {
      const prepare = (batch: StagedBatch, row: StagedRow) => toMessage(kind, batch, row);
      const process = (_: StagedBatch, messages: readonly EventMessage[]) => this.publisher.publish(messages);
      const options = { kind, yields: kind === 'vaccination', prepare, process };
      this.workers.set(kind, new StagedBatchWorker(this.batches, this.stagedRows, this.outbox, options, logger));
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.workers.values()].map((worker) => worker.stop()));
  }

  /** Something was staged. */
  wake(kind: RecordKind): void {
    this.workers.get(kind)?.wake();
  }
}

function toMessage(kind: RecordKind, batch: StagedBatch, { row, fields }: StagedRow): EventMessage {
  const { id: batchId, arrival, dryRun } = batch;
  const origin = { source: '/health-status', time: new Date() };
  return toEventMessage(recordFiles[kind].submitted, { batchId, arrival, row, dryRun, fields }, origin);
}
