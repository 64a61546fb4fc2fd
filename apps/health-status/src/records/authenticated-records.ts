import type {
  InfectionAuthenticatedV1,
  VaccinationAuthenticatedV1,
} from '@entry/contracts/events/record-authenticated.v1';
import type { Change } from '@entry/platform/outbox/outbox';
import { withoutEffect } from '@entry/platform/outbox/without-effect';
import type { RowEnd } from '../batch-results/batch-results.repository';

type Authenticated = VaccinationAuthenticatedV1 | InfectionAuthenticatedV1;

/** A record that belongs to a citizen of the register: nothing of it is missing. */
export type Matched<Result extends Authenticated> = Result & {
  readonly recordId: string;
  readonly subject: string;
  readonly facts: NonNullable<Result['facts']>;
};

export function isMatched<Result extends Authenticated>(result: Result): result is Matched<Result> {
  const { outcome, recordId, subject, facts } = result;
  return outcome === 'matched' && recordId !== null && subject !== null && facts !== null;
}

/** The counts and rejections of a batch say what became of its rows as they came: one that matches later takes effect, and leaves them alone. */
export function isFirst({ attempt }: Authenticated): boolean {
  return attempt === 1;
}

/** The end of a row that did not match, or of which something is missing although it matched. */
export function toRefusal({ batchId, row, recordId, outcome, reasons }: Authenticated): RowEnd {
  const end = outcome === 'mismatched' ? 'mismatched' : 'invalid';
  return { batchId, row, recordId, end, outcomes: reasons.length > 0 ? reasons : ['ROW_INVALID'], before: null };
}

export function toRowEnd({ batchId, row, recordId }: Authenticated, changed: boolean): RowEnd {
  return { batchId, row, recordId, end: changed ? 'applied' : 'unchanged', outcomes: [], before: null };
}

/**
 * What became of records that are stored, and of those of a dry run, which are stored first and taken back: each kind is counted as if it were
 * alone. Of a dry run only its own rows count, also where they would have put other records in conflict.
 */
export async function endsOf<Result extends Authenticated>(
  matched: readonly Matched<Result>[],
  change: Change,
  store: (some: readonly Matched<Result>[]) => Promise<RowEnd[]>,
): Promise<RowEnd[]> {
  const dry = matched.filter(({ dryRun }) => dryRun);
  const tried = dry.length > 0 ? await withoutEffect(change, () => store(dry)) : [];
  const batches = new Set(dry.map(({ batchId }) => batchId));
  const stored = await store(matched.filter(({ dryRun }) => !dryRun));
  return [...tried.filter(({ batchId }) => batches.has(batchId)), ...stored];
}
