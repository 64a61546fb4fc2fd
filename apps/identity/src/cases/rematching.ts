import { toEventMessage } from '@entry/platform/kafka/event-message';
import type { RowFields } from '@entry/platform/batches/row-format';
import type { Change } from '@entry/platform/outbox/outbox';
import { localDate } from '@entry/platform/time/local-date';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RecordAuthenticator, type Authenticated } from '../authentication/record-authenticator';
import { recordStreams } from '../authentication/record-streams';
import { SubmittedRecordRepository, type RecordKind } from '../authentication/submitted-record.repository';
import { CaseNumbers } from './case-numbers';
import { columnsOfResult, RecordCases, type CaseEnd } from './record-cases.repository';

/** A case whose record is to be compared again. */
export interface MatchingCase {
  readonly id: string;
  readonly kind: RecordKind;
  readonly batch_id: string;
  readonly row: number;
  readonly arrival: string;
  readonly person: string | null;
  /** The row as it came, or as it was corrected. */
  readonly sealed: Buffer;
}

interface Cause {
  readonly endedBy: CaseEnd;
  readonly by: string | null;
  /** In the place of what came. */
  readonly corrected?: RowFields;
}

/** Compares the records of cases with the register once more, and tells health-status of those that match now. */
@Injectable()
export class Rematching {
  constructor(
    private readonly authenticator: RecordAuthenticator,
    private readonly records: SubmittedRecordRepository,
    private readonly cases: RecordCases,
    private readonly numbers: CaseNumbers,
  ) {}

  /** In a transaction that has its turn with the register, and the cases locked. Gives what each came to, in their order; only what changed is written. */
  async match(change: Change, found: readonly MatchingCase[], cause: Cause): Promise<Authenticated<unknown>[]> {
    const answers: Authenticated<unknown>[] = [];
    for (const kind of ['vaccination', 'infection'] as const) {
      const ofKind = found.filter((one) => one.kind === kind);
      const results = await this.matchKind(change, kind, ofKind, cause);
      for (const [index, one] of ofKind.entries()) answers[found.indexOf(one)] = results[index]!;
    }
    const concerned = [...found, ...answers].flatMap(({ person }) => person ?? []);
    await this.numbers.renew(change, concerned);
    return answers;
  }

  private async matchKind(
    { manager, announce }: Change,
    kind: RecordKind,
    found: readonly MatchingCase[],
    cause: Cause,
  ) {
    const time = new Date();
    const { read, authenticated } = recordStreams[kind];
    const rows = found.map(({ batch_id: batchId, row, sealed }) =>
      read(cause.corrected ?? this.records.open({ batchId, row, sealed }), localDate(time)),
    );
    const results = await this.authenticator.authenticate(manager, rows);
    const all = found.map((one, index) => ({ one, record: rows[index]!, result: results[index]! }));
    const matched = all.filter(({ result }) => result.outcome === 'matched');
    const attempts = await this.records.matchAgain(
      manager,
      matched.map(({ one, result }) => ({
        batchId: one.batch_id,
        row: one.row,
        subject: result.subject ?? '',
        corrected: cause.corrected ?? null,
      })),
    );
    await this.cases.resolve(
      manager,
      matched.map(({ one }) => one.id),
      cause.endedBy,
      cause.by,
    );
    await announce(
      matched.map(({ one, record: { revision, withdrawn }, result }, index) => {
        const place = { batchId: one.batch_id, arrival: Number(one.arrival), row: one.row, attempt: attempts[index]! };
        return toEventMessage(
          authenticated,
          { ...place, revision, withdrawn, ...result },
          { source: '/identity', time },
        );
      }),
    );
    if (!cause.corrected)
      await keepAnswers(
        manager,
        all
          .filter(({ result }) => result.outcome !== 'matched')
          .map(({ one, result }) => ({ id: one.id, ...columnsOfResult(result) })),
      );
    return results;
  }
}

/** Of those that still fail: how they compare by now. */
async function keepAnswers(manager: EntityManager, answers: readonly object[]): Promise<void> {
  if (answers.length === 0) return;
  const columns = ['queue', 'outcomes', 'same_number', 'same_name', 'same_birth', 'same_sex', 'person', 'district'];
  const claims = ['claimed_subject', 'claimed_old_number_tag'];
  const all = [...columns, ...claims].map((column) => `${column} = answer.${column}`).join(', ');
  await manager.query(
    `WITH changed AS (
       UPDATE record_case SET ${all}, needs_matching = false,
         updated_at = CASE WHEN record_case.outcomes = answer.outcomes THEN record_case.updated_at ELSE now() END
       FROM json_populate_recordset(null::record_case, $1) AS answer WHERE record_case.id = answer.id
       RETURNING record_case.id, record_case.outcomes, record_case.updated_at)
     INSERT INTO case_event (case_id, event, outcomes) SELECT id, 'changed', outcomes FROM changed WHERE updated_at = now()`,
    [JSON.stringify(answers)],
  );
}
