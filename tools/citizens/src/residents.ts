import type { CitySeed } from './people/birth';
import { makePerson, type Person } from './people/person';
import { infectionReportsOf, type InfectionReport } from './records/infection-history';
import { dosesOf, type Dose } from './records/vaccination-history';
import { samplePeople } from './samples/sample-people';

/** A person as the register has them: the first ones are the sample people. */
export function residentAt(city: CitySeed, index: number): Person {
  const person = makePerson(city, index);
  const sample = samplePeople[index];
  return sample ? { ...person, status: sample.status } : person;
}

/** None for a cancelled number: a record of it would not agree with the register. */
export function residentDoses(city: CitySeed, person: Person): readonly Dose[] {
  const sample = samplePeople[person.index];
  if (sample)
    return sample.doses.map(({ vaccine, daysAgo }, done) => ({ number: done + 1, vaccine, on: city.today - daysAgo }));
  return person.status === 'active' ? dosesOf(city, person) : [];
}

/** None for a cancelled number, as with doses. */
export function residentInfections(city: CitySeed, person: Person): readonly InfectionReport[] {
  const sample = samplePeople[person.index];
  if (sample) return sample.infection.map(({ event, daysAgo }) => ({ event, on: city.today - daysAgo }));
  return person.status === 'active' ? infectionReportsOf(city, person) : [];
}
