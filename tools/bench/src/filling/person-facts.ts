import { isoDate, yearOf } from '@entry/citizens/calendar/day';
import type { CitySeed } from '@entry/citizens/people/birth';
import type { Person } from '@entry/citizens/people/person';
import { residentInfections, residentVaccinations } from '@entry/citizens/residents';
import { birthDecadeOf, type CitizenV1 } from '@entry/contracts/events/citizen.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { deriveHealthStatus } from '@entry/health-status/status/domain/health-status';
import { subjectOf, type CitizenTags } from '@entry/platform/personal-data/pseudonyms';
import type { KeyObject } from 'node:crypto';

export interface Pseudonyms {
  readonly subjectKey: KeyObject;
  readonly tags: CitizenTags;
}

/** What identity and health-status would tell the gates of a person whose records have no errors; `health` is null where there is no record. */
export function factsOf(
  city: CitySeed,
  person: Person,
  { subjectKey, tags }: Pseudonyms,
): { citizen: CitizenV1; health: HealthStatusV1 | null } {
  const { idNumber, fullName, bornOn, onlyYearRegistered, sex, status, cardIssuedOn } = person;
  const subject = subjectOf(subjectKey, idNumber);
  const citizen: CitizenV1 = {
    subject,
    status,
    cardIssuedOn: cardIssuedOn === null ? null : isoDate(cardIssuedOn),
    tags: {
      name: tags.name(subject, fullName),
      birthDate: onlyYearRegistered ? null : tags.birthDate(subject, isoDate(bornOn)),
      birthYear: tags.birthYear(subject, String(yearOf(bornOn))),
      sex: tags.sex(subject, sex),
    },
    birthDecade: birthDecadeOf(yearOf(bornOn)),
    version: 1,
  };
  const doses = residentVaccinations(city, person, 'none').map(({ dose: { number, vaccine, on } }) => {
    return { doseNumber: number, vaccine, vaccinatedOn: isoDate(on) };
  });
  const events = residentInfections(city, person).map(({ event, on }) => ({ event, occurredOn: isoDate(on) }));
  const hasRecord = doses.length > 0 || events.length > 0;
  return { citizen, health: hasRecord ? { subject, ...deriveHealthStatus(doses, events), version: 1 } : null };
}
