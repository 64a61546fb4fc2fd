import type {
  infectionColumns,
  populationColumns,
  vaccinationColumns,
} from '@entry/contracts/vocabulary/batch-columns';
import { isoDate, yearOf } from '../calendar/day';
import type { CitySeed } from '../people/birth';
import type { Person } from '../people/person';
import type { InfectionReport } from '../records/infection-history';
import { recordId } from '../records/record-id';
import { identityOf } from '../records/record-identity';
import type { VaccinationRecord } from '../residents';

type Row<Columns extends readonly string[]> = Readonly<Record<Columns[number], string>>;

export function populationRow(person: Person): Row<typeof populationColumns> {
  return {
    id_number: person.idNumber,
    old_id_number: person.oldIdNumber ?? '',
    full_name: person.fullName,
    date_of_birth: person.onlyYearRegistered ? String(yearOf(person.bornOn)) : isoDate(person.bornOn),
    sex: person.sex,
    residence: person.residence,
    card_issued_on: person.cardIssuedOn === null ? '' : isoDate(person.cardIssuedOn),
    status: person.status,
  };
}

export function vaccinationRow(
  person: Person,
  { recordId, dose, identity }: VaccinationRecord,
): Row<typeof vaccinationColumns> {
  return {
    record_id: recordId,
    ...identity,
    dose_number: String(dose.number),
    vaccine: dose.vaccine,
    vaccinated_on: isoDate(dose.on),
    facility: `Trạm Y tế ${person.commune.name}, ${person.commune.district}`,
  };
}

/** `ordinal` counts the reports on one person from 1. */
export function infectionRow(
  city: CitySeed,
  person: Person,
  report: InfectionReport,
  ordinal: number,
): Row<typeof infectionColumns> {
  return {
    record_id: recordId(city, 'I', person.index, ordinal),
    ...identityOf(person),
    event: report.event,
    occurred_on: isoDate(report.on),
    facility: `Trung tâm Y tế ${person.commune.district}`,
  };
}
