import type { OutcomeCode } from '@entry/contracts/vocabulary/outcomes';
import { readBirthDate, readDate, readName, readSex, type BirthDate, type Sex } from './person-fields';

export interface RegisteredPerson {
  readonly idNumber: string;
  readonly oldIdNumber: string | null;
  readonly fullName: string;
  readonly dateOfBirth: BirthDate;
  readonly sex: Sex;
  readonly residence: string;
  /** Null: no chip card yet. */
  readonly cardIssuedOn: string | null;
  readonly status: 'active' | 'cancelled';
}

export type PopulationRow =
  { outcome: 'person'; person: RegisteredPerson } | { outcome: 'invalid'; reasons: OutcomeCode[] };

/** Reads a row of the population register; names each thing that keeps it out. */
export function readPopulationRow(fields: Readonly<Record<string, string>>, today: string): PopulationRow {
  const field = (name: string) => fields[name]?.trim() ?? '';
  const idNumber = field('id_number');
  const oldIdNumber = field('old_id_number') || null;
  const fullName = readName(field('full_name'));
  const dateOfBirth = readBirthDate(field('date_of_birth'), today);
  const sex = readSex(field('sex'));
  const cardIssuedOn = field('card_issued_on') === '' ? null : readDate(field('card_issued_on'));
  const status = readStatus(field('status'));

  const reasons: OutcomeCode[] = [];
  if (idNumber === '') reasons.push('ID_MISSING');
  else if (!/^\d{12}$/.test(idNumber)) reasons.push('ID_MALFORMED');
  const cardDateBad = field('card_issued_on') !== '' && (cardIssuedOn === null || cardIssuedOn > today);
  const oldNumberBad = oldIdNumber !== null && !/^(\d{9}|\d{12})$/.test(oldIdNumber);
  if (cardDateBad || oldNumberBad || !fullName || !dateOfBirth || !sex || !status) reasons.push('ROW_INVALID');
  if (reasons.length > 0 || !fullName || !dateOfBirth || !sex || !status) return { outcome: 'invalid', reasons };

  const residence = field('residence').normalize('NFC');
  return {
    outcome: 'person',
    person: { idNumber, oldIdNumber, fullName, dateOfBirth, sex, residence, cardIssuedOn, status },
  };
}

function readStatus(text: string): RegisteredPerson['status'] | null {
  return text === 'active' || text === 'cancelled' ? text : null;
}
