import { dayOf } from '@entry/citizens/calendar/day';
import { makeCity } from '@entry/citizens/city';
import { residentAt } from '@entry/citizens/residents';
import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { CitizenTags, subjectOf } from '@entry/platform/personal-data/pseudonyms';
import { createSecretKey } from 'node:crypto';
import { factsOf } from './person-facts';

const today = '2026-11-23';
const city = { seed: 1, today: dayOf(today) };
const subjectKey = createSecretKey(Buffer.alloc(32, 1));
const tags = new CitizenTags(createSecretKey(Buffer.alloc(32, 2)));
const factsAt = (index: number) => factsOf(city, residentAt(city, index), { subjectKey, tags });

describe('factsOf', () => {
  it('says what the contracts take, of whoever lives in the city', () => {
    const all = Array.from({ length: 500 }, (_, index) => factsAt(index));

    for (const { citizen, health } of all) {
      expect(CitizenV1.data.parse(citizen)).toEqual(citizen);
      if (health) expect(HealthStatusV1.data.parse(health)).toEqual(health);
    }
    expect(new Set(all.map(({ citizen }) => citizen.subject)).size).toBe(500);
    expect(all.some(({ health }) => health?.infectedSince)).toBe(true);
    expect(all.some(({ health }) => health === null)).toBe(true);
  });

  it('names the person as identity would, by what the card says', () => {
    const [, line = ''] = makeCity({ count: 1, seed: 1, today }).populationCsv();
    const [idNumber = '', , fullName = ''] = line.split(',');

    const { citizen } = factsAt(0);

    const subject = subjectOf(subjectKey, idNumber);
    expect(citizen.subject).toBe(subject);
    expect(citizen.tags.name).toBe(tags.name(subject, fullName));
  });
});
