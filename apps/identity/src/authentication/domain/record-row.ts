import type { InfectionFacts, VaccinationFacts } from '@entry/contracts/events/record-authenticated.v1';
import type { OutcomeCode } from '@entry/contracts/vocabulary/outcomes';
import { findVaccine } from '@entry/contracts/vocabulary/vaccines';
import {
  readBirthDate,
  readDate,
  readName,
  readSex,
  tellsNumber,
  type BirthDate,
  type Sex,
} from '../../register/domain/person-fields';

type Fields = Readonly<Record<string, string>>;

/** The four fields that the police compare; null where the row's own is of no use. */
export interface ClaimedPerson {
  readonly idNumber: string;
  readonly fullName: string | null;
  readonly dateOfBirth: BirthDate | null;
  readonly sex: Sex | null;
}

export interface RecordRow<Facts> {
  readonly recordId: string | null;
  readonly person: ClaimedPerson;
  /** Where it was given or found; null when the row does not say. */
  readonly facility: string | null;
  /** The day of the dose, the test or the recovery; null when it cannot be read. */
  readonly happenedOn: string | null;
  /** Null when the row has none. */
  readonly revision: number | null;
  readonly withdrawn: boolean;
  /** Null when `invalid` says why. */
  readonly facts: Facts | null;
  /** What is wrong with the row itself, whoever it is about. */
  readonly invalid: readonly OutcomeCode[];
}

/** The first COVID-19 vaccinations outside of trials were given in December 2020. */
const firstVaccinations = '2020-12-01';
const longestFacility = 200;
const firstInfections = '2019-12-01';

export function readVaccinationRow(fields: Fields, today: string): RecordRow<VaccinationFacts> {
  const { invalid, ...common } = readCommon(fields, today);
  const doseNumber = /^[1-9]$/.test(text(fields, 'dose_number')) ? Number(text(fields, 'dose_number')) : null;
  const vaccine = findVaccine(text(fields, 'vaccine'));
  const vaccinatedOn = readDate(text(fields, 'vaccinated_on'));
  const bornOn = common.person.dateOfBirth ?? '';
  const dateIsGood =
    vaccinatedOn !== null && vaccinatedOn >= firstVaccinations && vaccinatedOn <= today && vaccinatedOn >= bornOn;
  if (doseNumber === null && !invalid.includes('ROW_INVALID')) invalid.push('ROW_INVALID');
  if (!vaccine) invalid.push('VACCINE_UNKNOWN');
  if (!dateIsGood) invalid.push('DOSE_DATE_INVALID');
  const good = invalid.length === 0 && doseNumber !== null && vaccine !== null && vaccinatedOn !== null;
  const facts = good ? { doseNumber, vaccine: vaccine.name, vaccinatedOn } : null;
  return { ...common, happenedOn: vaccinatedOn, invalid, facts };
}

export function readInfectionRow(fields: Fields, today: string): RecordRow<InfectionFacts> {
  const { invalid, ...common } = readCommon(fields, today);
  const event = readEvent(text(fields, 'event'));
  const occurredOn = readDate(text(fields, 'occurred_on'));
  const dateIsGood = occurredOn !== null && occurredOn >= firstInfections && occurredOn <= today;
  if ((!event || !dateIsGood) && !invalid.includes('ROW_INVALID')) invalid.push('ROW_INVALID');
  const good = invalid.length === 0 && event !== null && occurredOn !== null;
  return { ...common, happenedOn: occurredOn, invalid, facts: good ? { event, occurredOn } : null };
}

function readCommon(fields: Fields, today: string) {
  const idNumber = text(fields, 'id_number');
  const person: ClaimedPerson = {
    idNumber,
    fullName: readName(text(fields, 'full_name')),
    dateOfBirth: readBirthDate(text(fields, 'date_of_birth'), today),
    sex: readSex(text(fields, 'sex')),
  };
  const recordId = readRecordId(text(fields, 'record_id'), idNumber);
  const revision = readRevision(text(fields, 'revision'));
  const withdrawn = readWithdrawn(text(fields, 'withdrawn'));
  const unreadable =
    recordId === null || person.fullName === null || person.dateOfBirth === null || person.sex === null;
  const invalid: OutcomeCode[] = unreadable || revision === 'unreadable' || withdrawn === null ? ['ROW_INVALID'] : [];
  const facility = readFacility(text(fields, 'facility'), idNumber);
  const version = { revision: revision === 'unreadable' ? null : revision, withdrawn: withdrawn ?? false };
  return { recordId, person, facility, ...version, invalid };
}

/** A record id travels where personal data must not: one that holds the citizen's number is refused. */
function readRecordId(recordId: string, idNumber: string): string | null {
  return /^[A-Za-z0-9][\w.:/-]{0,63}$/.test(recordId) && !tellsNumber(recordId, idNumber) ? recordId : null;
}

/** Null when it is empty, too long for a name, or holds the citizen's number: it is kept in plain. */
function readFacility(facility: string, idNumber: string): string | null {
  const name = facility.normalize('NFC').replace(/\s+/g, ' ');
  return name === '' || name.length > longestFacility || tellsNumber(name, idNumber) ? null : name;
}

function readRevision(revision: string): number | null | 'unreadable' {
  if (revision === '') return null;
  return /^\d{1,9}$/.test(revision) ? Number(revision) : 'unreadable';
}

/** Null when it is neither. */
function readWithdrawn(withdrawn: string): boolean | null {
  const answer = withdrawn.normalize('NFC').toLowerCase();
  if (['true', '1', 'yes', 'có'].includes(answer)) return true;
  return ['', 'false', '0', 'no', 'không'].includes(answer) ? false : null;
}

function readEvent(event: string): InfectionFacts['event'] | null {
  return event === 'positive' || event === 'negative_test' || event === 'recovered' ? event : null;
}

function text(fields: Fields, column: string): string {
  return fields[column]?.trim() ?? '';
}
