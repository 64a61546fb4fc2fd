import { Chance } from './chance/chance';
import { drawNationalError } from './errors/national-mix';
import { matched, type ExpectedOutcome } from './errors/record-error';
import type { CitySeed } from './people/birth';
import { makePerson, type Person } from './people/person';
import { infectionReportsOf, type InfectionReport } from './records/infection-history';
import { recordId } from './records/record-id';
import { identityOf, type RecordIdentity } from './records/record-identity';
import { dosesOf, type Dose } from './records/vaccination-history';
import { samplePeople } from './samples/sample-people';

/** A person as the register has them: the first ones are the sample people. */
export function residentAt(city: CitySeed, index: number): Person {
  const person = makePerson(city, index);
  const sample = samplePeople[index];
  return sample ? { ...person, status: sample.status } : person;
}

/** How often records come with errors; see `nationalMix`. */
export type ErrorMix = 'national' | 'none';

export interface VaccinationRecord {
  readonly recordId: string;
  readonly dose: Dose;
  readonly identity: RecordIdentity;
  readonly expected: ExpectedOutcome;
}

/** One for each dose; each has an error or none by itself, but those of the sample people, who show what their name says. */
export function residentVaccinations(city: CitySeed, person: Person, errors: ErrorMix): readonly VaccinationRecord[] {
  const chance = Chance.of(city.seed, 'error', person.index);
  const withErrors = errors === 'national' && !samplePeople[person.index];
  return residentDoses(city, person).map((dose) => {
    const error = withErrors ? drawNationalError(person, chance) : null;
    const identity = { ...identityOf(person), ...error?.distort(person, chance, city) };
    const id = recordId(city, 'V', person.index, dose.number);
    return { recordId: id, dose, identity, expected: error?.expected ?? matched() };
  });
}

/** None for a cancelled number: a record of it would not agree with the register. */
function residentDoses(city: CitySeed, person: Person): readonly Dose[] {
  const sample = samplePeople[person.index];
  if (sample)
    return sample.doses.map(({ vaccine, daysAgo }, done) => ({ number: done + 1, vaccine, on: city.today - daysAgo }));
  return person.status === 'active' ? dosesOf(city, person) : [];
}

/** None for a cancelled number, as with doses, and never with an error: whoever is infected must be found. */
export function residentInfections(city: CitySeed, person: Person): readonly InfectionReport[] {
  const sample = samplePeople[person.index];
  if (sample) return sample.infection.map(({ event, daysAgo }) => ({ event, on: city.today - daysAgo }));
  return person.status === 'active' ? infectionReportsOf(city, person) : [];
}
