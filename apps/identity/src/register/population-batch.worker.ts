import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { BatchRepository } from '@entry/platform/batches/batch.repository';
import type { OutcomeCode } from '@entry/contracts/vocabulary/outcomes';
import { BatchRejections } from '@entry/platform/batches/batch-rejections';
import type { RowFields } from '@entry/platform/batches/row-format';
import { StagedBatchWorker, type TakenRows } from '@entry/platform/batches/staged-batch-worker';
import { StagedRows } from '@entry/platform/batches/staged-rows';
import { localDate } from '@entry/platform/time/local-date';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { Outbox, type Change } from '@entry/platform/outbox/outbox';
import { withoutEffect } from '@entry/platform/outbox/without-effect';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { RecordCases } from '../cases/record-cases.repository';
import { RejectedRows } from '../rejections/rejected-rows';
import { CitizenRepository, toCitizenEvent } from './citizen.repository';
import { readPopulationRow, type RegisteredPerson } from './domain/population-row';
import { RegisterTurns } from './register-turns';

export const populationBatch = 'population';

/** Brings the rows of population batches into the register, and tells the gates of each citizen that changed. */
@Injectable()
export class PopulationBatchWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private worker: StagedBatchWorker | null = null;

  constructor(
    private readonly batches: BatchRepository,
    private readonly stagedRows: StagedRows,
    private readonly outbox: Outbox,
    private readonly citizens: CitizenRepository,
    private readonly rejections: BatchRejections,
    private readonly rejectedRows: RejectedRows,
    private readonly cases: RecordCases,
    private readonly turns: RegisterTurns,
  ) {}

  onApplicationBootstrap(): void {
    const process = (taken: TakenRows, change: Change) => this.process(taken, change);
    const options = { kind: populationBatch, yields: true, process };
    this.worker = new StagedBatchWorker(
      this.batches,
      this.stagedRows,
      this.outbox,
      options,
      new Logger(PopulationBatchWorker.name),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker?.stop();
  }

  wake(): void {
    this.worker?.wake();
  }

  private async process({ batch, rows }: TakenRows, change: Change): Promise<void> {
    const now = new Date();
    const people: RegisteredPerson[] = [];
    const refused: { row: number; fields: RowFields; reasons: OutcomeCode[] }[] = [];
    for (const { row, fields } of rows) {
      const read = readPopulationRow(fields, localDate(now));
      if (read.outcome === 'person') people.push(read.person);
      else refused.push({ row, fields, reasons: read.reasons });
    }
    const save = () => this.save(people, change, now);
    const applied = batch.dryRun ? await withoutEffect(change, save) : await save();
    const rejections = refused.map(({ row, reasons }) => ({ row, recordId: null, outcomes: reasons }));
    await this.rejections.add(change.manager, batch.id, rejections);
    await this.rejectedRows.keep(change.manager, batch.id, refused);
    const counts = { invalid: refused.length, mismatched: 0, applied, unchanged: people.length - applied };
    await this.batches.count(change.manager, batch.id, counts);
  }

  /** How many differ from what was held. */
  private async save(people: readonly RegisteredPerson[], change: Change, time: Date): Promise<number> {
    await this.turns.change(change.manager);
    let applied = 0;
    for (const round of onceInEach(people)) {
      const changed = await this.citizens.save(change.manager, round);
      applied += changed.length;
      await this.cases.markForMatching(change.manager, changed);
      const origin = { source: '/identity', time };
      await change.announce(changed.map((citizen) => toEventMessage(CitizenV1, toCitizenEvent(citizen), origin)));
    }
    return applied;
  }
}

/** Rounds in which nobody comes twice, so that a person's rows take effect one after the other. */
function onceInEach(people: readonly RegisteredPerson[]): RegisteredPerson[][] {
  const seen = new Map<string, number>();
  const rounds: RegisteredPerson[][] = [];
  for (const person of people) {
    const round = seen.get(person.idNumber) ?? 0;
    seen.set(person.idNumber, round + 1);
    (rounds[round] ??= []).push(person);
  }
  return rounds;
}
