import type { Caller } from '@entry/platform/access/caller';
import { infectionColumns, vaccinationColumns } from '@entry/contracts/vocabulary/batch-columns';
import { notFound, Problem } from '@entry/platform/http/problem';
import { Outbox, type Change } from '@entry/platform/outbox/outbox';
import { Injectable, Logger } from '@nestjs/common';
import { SubmittedRecordRepository } from '../authentication/submitted-record.repository';
import { RegisterTurns } from '../register/register-turns';
import { CaseNumbers } from './case-numbers';
import { CasesRepository, toCase, type StoredCase } from './cases.repository';
import type { CaseDetails, Correction } from './cases.schemas';
import { readCaseNumber } from './domain/case-number';
import type { CaseQueue } from './domain/case-queue';
import { Rematching } from './rematching';

const columnsOf = { vaccination: vaccinationColumns, infection: infectionColumns };

/** Cases as officials work them. Each step is kept with who, when and why. */
@Injectable()
export class CasesService {
  private readonly logger = new Logger(CasesService.name);

  constructor(
    private readonly outbox: Outbox,
    private readonly cases: CasesRepository,
    private readonly records: SubmittedRecordRepository,
    private readonly rematching: Rematching,
    private readonly numbers: CaseNumbers,
    private readonly turns: RegisterTurns,
  ) {}

  /** With the record for whoever may work it; that it was shown is logged. */
  show(queue: CaseQueue, number: string, caller: Caller, mayWork: boolean): Promise<CaseDetails> {
    return this.with(queue, number, async (found, change) => {
      if (mayWork) this.logger.log(`the record of case ${found.number} was shown to ${caller.id}`);
      return this.details(found, change, mayWork);
    });
  }

  /** Compares the record with the register as it is said to be right. Kept, and told to health-status, when it matches; else nothing changes but the answer. */
  correct(queue: CaseQueue, number: string, { fields }: Correction, caller: Caller): Promise<CaseDetails> {
    return this.with(queue, number, async (found, change) => {
      requireState(found, 'open');
      const unknown = Object.keys(fields).filter((name) => !isCorrectable(found, name));
      if (unknown.length > 0 || Object.keys(fields).length === 0) throw uncorrectable(unknown);
      const corrected = { ...this.original(found), ...fields };
      const cause = { endedBy: 'correction', by: caller.id, corrected } as const;
      const [result] = await this.rematching.match(change, [found], cause);
      if (result?.outcome === 'matched') return this.details(await this.take(queue, number, change), change, true);
      this.logger.log(`a correction of case ${found.number} by ${caller.id} does not match`);
      const details = await this.details(found, change, false);
      return { ...details, ...(result && { outcomes: result.reasons, agrees: result.compared }), record: corrected };
    });
  }

  dismiss(queue: CaseQueue, number: string, reason: string, caller: Caller): Promise<CaseDetails> {
    return this.move(queue, number, 'open', 'dismissed', reason, caller);
  }

  /** For a case that was dismissed; it is matched again at once. */
  reopen(queue: CaseQueue, number: string, reason: string, caller: Caller): Promise<CaseDetails> {
    return this.move(queue, number, 'dismissed', 'open', reason, caller);
  }

  private move(
    queue: CaseQueue,
    number: string,
    from: 'open' | 'dismissed',
    to: 'open' | 'dismissed',
    reason: string,
    caller: Caller,
  ): Promise<CaseDetails> {
    return this.with(queue, number, async (found, change) => {
      requireState(found, from);
      await this.cases.move(change.manager, found.id, to, caller.id, reason);
      await this.numbers.renew(change, found.person === null ? [] : [found.person]);
      return this.details(await this.take(queue, number, change), change, false);
    });
  }

  private with<Result>(
    queue: CaseQueue,
    number: string,
    work: (found: StoredCase, change: Change) => Promise<Result>,
  ): Promise<Result> {
    return this.outbox.transaction(async (change) => {
      // Before any case is locked: whoever changes the register takes them in the same order.
      await this.turns.read(change.manager);
      return work(await this.take(queue, number, change), change);
    });
  }

  private async take(queue: CaseQueue, written: string, { manager }: Change): Promise<StoredCase> {
    const number = readCaseNumber(written);
    const found = number && (await this.cases.take(manager, queue, number));
    if (!found) throw notFound('case');
    return found;
  }

  private async details(found: StoredCase, { manager }: Change, withRecord: boolean): Promise<CaseDetails> {
    const record = withRecord ? this.original(found) : null;
    return { ...toCase(found), record, history: await this.cases.historyOf(manager, found.id) };
  }

  private original({ batch_id: batchId, row, sealed }: StoredCase) {
    return this.records.open({ batchId, row, sealed });
  }
}

/** Under another id it would be another record. */
function isCorrectable({ kind }: StoredCase, name: string): boolean {
  return name !== 'record_id' && (columnsOf[kind] as readonly string[]).includes(name);
}

function uncorrectable(names: readonly string[]): Problem {
  const errors = names.map((name) => ({
    pointer: `/fields/${name}`,
    code: 'FIELD_UNKNOWN',
    message: 'A record of this kind has no such field, or it cannot be corrected.',
  }));
  return new Problem(422, 'CORRECTION_INVALID', 'Give fields of the record that are to be otherwise.', { errors });
}

function requireState({ state }: StoredCase, wanted: StoredCase['state']): void {
  if (state === wanted) return;
  throw new Problem(409, 'CASE_STATE_CONFLICT', `The case is ${state}: this is for one that is ${wanted}.`);
}
