import type { MatchNote, OutcomeCode } from '@entry/contracts/vocabulary/outcomes';

/** How a record's person compares with one citizen of the register. */
export interface Comparison {
  readonly foundBy: 'number' | 'old-number';
  readonly cancelled: boolean;
  /** Folded; `exact` tells whether the diacritics agree too. */
  readonly name: boolean;
  readonly exactName: boolean;
  readonly dateOfBirth: boolean;
  readonly sex: boolean;
}

/** Which of the four fields agree with the register; null where there is nothing to compare. */
export interface ComparedFields {
  readonly idNumber: boolean;
  readonly fullName: boolean | null;
  readonly dateOfBirth: boolean | null;
  readonly sex: boolean | null;
}

export type IdProblem = 'ID_MISSING' | 'ID_MALFORMED' | 'ID_NOT_IN_REGISTER';

export type Authentication =
  { outcome: 'matched'; notes: MatchNote[] } | { outcome: 'mismatched'; reasons: OutcomeCode[] };

/** A number has 12 digits, or was a CMND of 9; `1.09E+09` of a spreadsheet is neither. */
export function findIdProblem(idNumber: string): IdProblem | null {
  if (idNumber === '') return 'ID_MISSING';
  return /^(\d{9}|\d{12})$/.test(idNumber) ? null : 'ID_MALFORMED';
}

/** All four fields must agree: full name, sex, date of birth, number (Ministry of Health dispatches 9438/BYT-CNTT and 2262/BYT-CNTT). */
export function authenticate(comparison: Comparison): Authentication {
  const reasons: OutcomeCode[] = [];
  if (comparison.cancelled) reasons.push('ID_CANCELLED');
  if (!comparison.name) reasons.push('NAME_MISMATCH');
  if (!comparison.dateOfBirth) reasons.push('DOB_MISMATCH');
  if (!comparison.sex) reasons.push('SEX_MISMATCH');
  if (reasons.length > 0) return { outcome: 'mismatched', reasons };

  const notes: MatchNote[] = [];
  if (comparison.foundBy === 'old-number') notes.push('ID_IS_OLD_CMND');
  if (!comparison.exactName) notes.push('NAME_NO_DIACRITICS');
  return { outcome: 'matched', notes };
}

/** Two people may once have had the same old number: the one that fits best is meant. */
export function bestOf<Candidate extends Comparison>(comparisons: readonly Candidate[]): Candidate | null {
  const score = ({ foundBy, cancelled, name, dateOfBirth, sex }: Comparison) =>
    [foundBy === 'number', name, dateOfBirth, sex, !cancelled].filter(Boolean).length;
  return comparisons.reduce<Candidate | null>((best, next) => (best && score(best) >= score(next) ? best : next), null);
}
