import type { MatchNote, OutcomeCode } from '@entry/contracts/vocabulary/outcomes';
import type { Chance } from '../chance/chance';
import type { CitySeed } from '../people/birth';
import type { Person } from '../people/person';
import type { RecordIdentity } from '../records/record-identity';

/** What authentication makes of a record. */
export interface ExpectedOutcome {
  readonly outcome: 'matched' | 'mismatched';
  /** Empty exactly when matched. */
  readonly reasons: readonly OutcomeCode[];
  readonly notes: readonly MatchNote[];
}

/** One way in which a record of a person comes to differ from the register. */
export interface RecordError {
  readonly name: string;
  readonly expected: ExpectedOutcome;
  /** Whether a record of this person can have it, and has the expected outcome then. */
  readonly fits: (person: Person) => boolean;
  /** The fields that the record has instead of the person's own. */
  readonly distort: (person: Person, chance: Chance, city: CitySeed) => Partial<RecordIdentity>;
}

export const everybody = (): boolean => true;

export function matched(...notes: MatchNote[]): ExpectedOutcome {
  return { outcome: 'matched', reasons: [], notes };
}

export function mismatched(reason: OutcomeCode): ExpectedOutcome {
  return { outcome: 'mismatched', reasons: [reason], notes: [] };
}
