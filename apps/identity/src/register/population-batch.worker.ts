import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { BatchRepository } from '@entry/platform/batches/batch.repository';
import { BatchRejections } from '@entry/platform/batches/batch-rejections';
import { StagedBatchWorker, type StagedBatch } from '@entry/platform/batches/staged-batch-worker';
import { StagedRows, type StagedRow } from '@entry/platform/batches/staged-rows';
import { localDate } from '@entry/platform/time/local-date';
import { toEventMessage } from '@entry/platform/kafka/event-message';
import { Outbox, type Change } from '@entry/platform/outbox/outbox';
import { withoutEffect } from '@entry/platform/outbox/without-effect';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { RecordCases } from '../cases/record-cases.repository';
import { RejectedRows, type RejectedRow } from '../rejections/rejected-rows';
import { CitizenRepository, toCitizenEvent, type SealedCitizen } from './citizen.repository';
import { readPopulationRow } from './domain/population-row';
import { RegisterTurns } from './register-turns';

export const populationBatch = 'population';

/** What a row says, as it is stored. */
type ReadRow = { readonly person: SealedCitizen } | { readonly refused: RejectedRow };

/** Brings the rows of population batches into the register, and tells the gates of each citizen that changed. */
@Injectable()
export class PopulationBatchWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private worker: StagedBatchWorker<ReadRow> | null = null;

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
    const options = {
      kind: populationBatch,
      yields: true,
      prepare: (_: StagedBatch, row: StagedRow) => this.read(row),
      process: (batch: StagedBatch, rows: readonly ReadRow[], change: Change) => this.process(batch, rows, change),
    };
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

  private read({ row, fields }: StagedRow): ReadRow {
    const read = readPopulationRow(fields, localDate(new Date()));
    return read.outcome === 'person'
      ? { person: this.citizens.seal(read.person) }
      : { refused: { row, fields, reasons: read.reasons } };
  }

  private async process(batch: StagedBatch, rows: readonly ReadRow[], change: Change): Promise<void> {
    const people = rows.flatMap((row) => ('person' in row ? row.person : []));
    const refused = rows.flatMap((row) => ('refused' in row ? row.refused : []));
    const save = () => this.save(people, change);
    const applied = batch.dryRun ? await withoutEffect(change, save) : await save();
    const rejections = refused.map(({ row, reasons }) => ({ row, recordId: null, outcomes: reasons }));
    await this.rejections.add(change.manager, batch.id, rejections);
    await this.rejectedRows.keep(change.manager, batch.id, refused);
    const counts = { invalid: refused.length, mismatched: 0, applied, unchanged: people.length - applied };
    await this.batches.count(change.manager, batch.id, counts);
  }

  /** How many differ from what was held. */
  private async save(people: readonly SealedCitizen[], change: Change): Promise<number> {
    await this.turns.change(change.manager);
    let applied = 0;
    for (const round of onceInEach(people)) {
      const changed = await this.citizens.save(change.manager, round);
      applied += changed.length;
      await this.cases.markForMatching(change.manager, changed);
      const origin = { source: '/identity', time: new Date() };
      await change.announce(changed.map((citizen) => toEventMessage(CitizenV1, toCitizenEvent(citizen), origin)));
    }
    return applied;
  }
}

/** Rounds in which nobody comes twice, so that a person's rows take effect one after the other. */
function onceInEach(people: readonly SealedCitizen[]): SealedCitizen[][] {
  const seen = new Map<string, number>();
  const rounds: SealedCitizen[][] = [];
  for (const person of people) {
    const round = seen.get(person.subject) ?? 0;
    seen.set(person.subject, round + 1);
    (rounds[round] ??= []).push(person);
  }
  return rounds;
}
