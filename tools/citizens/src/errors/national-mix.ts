import { weighted, type Chance } from '../chance/chance';
import type { Person } from '../people/person';
import { birthYearAlone, birthYearMistyped, dayAndMonthSwapped } from './birth-date-errors';
import { nameMisspelt, nameWithoutDiacritics } from './name-errors';
import { numberMalformed, numberMissing, numberRounded, numberUnknown, oldNumber } from './number-errors';
import type { RecordError } from './record-error';
import { sexWrong } from './sex-errors';

type Shares = readonly (readonly [RecordError, perMille: number])[];

/**
 * The national figures of March 2022: 4.6 % of vaccination records have no usable number; of the rest 26.0 % differ in a field,
 * 3.5 % are not in the register and 70.4 % match. The last three add to 99.9 %: what is missing matches, 70.5 % here.
 * How the errors of a group share it was never published; the parts are an estimate.
 */
export const nationalMix = {
  /** 46, of all records. */
  withoutUsableNumber: [
    [numberMissing, 24],
    [numberRounded, 12],
    [numberMalformed, 10],
  ],
  /** 260, of those with a usable number; some of them match all the same, with a note. */
  differingInAField: [
    [nameWithoutDiacritics, 80],
    [dayAndMonthSwapped, 40],
    [oldNumber, 40],
    [nameMisspelt, 35],
    [birthYearAlone, 30],
    [birthYearMistyped, 20],
    [sexWrong, 15],
  ],
  /** 35, of those with a usable number. */
  notInRegister: [[numberUnknown, 35]],
} as const satisfies Record<string, Shares>;

const unusable = weighted(nationalMix.withoutUsableNumber);
const differing = weighted(nationalMix.differingInAField);
const unknown = weighted(nationalMix.notInRegister);

/** The error of one record, null for most. */
export function drawNationalError(person: Person, chance: Chance): RecordError | null {
  if (chance.happens(unusable.length)) return pickFitting(unusable, person, chance);
  const turn = chance.int(0, 999);
  if (turn < differing.length) return pickFitting(differing, person, chance);
  if (turn < differing.length + unknown.length) return pickFitting(unknown, person, chance);
  return null;
}

/** An error that does not fit the person gives way to the others of its group. */
function pickFitting(group: readonly RecordError[], person: Person, chance: Chance): RecordError {
  for (;;) {
    const error = chance.pick(group);
    if (error.fits(person)) return error;
  }
}
