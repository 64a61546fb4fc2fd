import type { VaccinationEvidence } from '@entry/contracts/events/staff-member.v1';
import type { ClaimedPerson } from '../../authentication/domain/record-row';
import { readBirthDate, readDate, readName, readSex, tellsNumber } from '../../register/domain/person-fields';

export interface StaffRow {
  /** Null when it is none, or tells the citizen's number: it travels where personal data must not. */
  readonly employeeCode: string | null;
  readonly person: ClaimedPerson;
  /** By the agency's own record; null when that cannot be read. */
  readonly vaccinated: boolean | null;
  readonly evidence: VaccinationEvidence | null;
}

type Fields = Readonly<Record<string, string>>;

export const staffColumns = {
  required: ['employee_code', 'full_name', 'date_of_birth', 'sex', 'id_number', 'phone', 'vaccinated'],
  optional: ['vaccinated_on', 'vaccinated_at', 'certificate'],
} as const;

const longestPlace = 200;

/** A row of an agency's roster. Evidence is kept where the agency says that somebody is vaccinated. */
export function readStaffRow(fields: Fields, today: string): StaffRow {
  const idNumber = text(fields, 'id_number');
  const person = {
    idNumber,
    fullName: readName(text(fields, 'full_name')),
    dateOfBirth: readBirthDate(text(fields, 'date_of_birth'), today),
    sex: readSex(text(fields, 'sex')),
  };
  const code = text(fields, 'employee_code');
  const employeeCode = /^[A-Za-z0-9][\w.:/-]{0,63}$/.test(code) && !tellsNumber(code, idNumber) ? code : null;
  const vaccinated = readYesOrNo(text(fields, 'vaccinated'));
  return { employeeCode, person, vaccinated, evidence: vaccinated ? readEvidence(fields, idNumber) : null };
}

function readEvidence(fields: Fields, idNumber: string): VaccinationEvidence | null {
  const safe = (column: string, longest: number) => {
    const value = text(fields, column).normalize('NFC').replace(/\s+/g, ' ');
    return value === '' || value.length > longest || tellsNumber(value, idNumber) ? null : value;
  };
  const vaccinatedOn = readDate(text(fields, 'vaccinated_on'));
  const [place, certificate] = [safe('vaccinated_at', longestPlace), safe('certificate', 64)];
  return (vaccinatedOn ?? place ?? certificate) ? { vaccinatedOn, place, certificate } : null;
}

function readYesOrNo(answer: string): boolean | null {
  const word = answer.normalize('NFC').toLowerCase();
  if (['true', '1', 'yes', 'có', 'x'].includes(word)) return true;
  return ['', 'false', '0', 'no', 'không'].includes(word) ? false : null;
}

function text(fields: Fields, column: string): string {
  return fields[column]?.trim() ?? '';
}
