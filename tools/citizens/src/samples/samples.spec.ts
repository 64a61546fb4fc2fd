import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { dayOf } from '../calendar/day';
import { makeCity } from '../city';
import { sampleSeats } from '../people/birth';
import { samplePeople } from './sample-people';

const today = '2026-11-23';
const city = makeCity({ count: 1_000, seed: 1, today });
const table = (csv: Iterable<string>) => parse<Record<string, string>>([...csv].join(''), { columns: true });
const people = new Map(table(city.populationCsv()).map((row) => [row.id_number, row]));

function sample(name: string) {
  const { qr } = city.samples.find((one) => one.name === name)!;
  const fields = qr.split('|');
  return { qr, fields, registered: people.get(fields[0]), issuedOn: fields[6]?.replace(/(..)(..)(....)/, '$3-$2-$1') };
}

function doseDays(name: string) {
  const doses = table(city.vaccinationCsv()).filter(({ id_number }) => id_number === sample(name).fields[0]);
  return doses.map(({ vaccinated_on }) => dayOf(today) - dayOf(vaccinated_on ?? ''));
}

function reports(name: string) {
  const rows = table(city.infectionCsv()).filter(({ id_number }) => id_number === sample(name).fields[0]);
  return rows.map(({ event, occurred_on }) => [event, dayOf(today) - dayOf(occurred_on ?? '')]);
}

describe('the samples of a city', () => {
  it('show each decision', () => {
    expect(city.samples.map(({ name, decision }) => [name, decision])).toEqual([
      ['fully vaccinated', 'allow'],
      ['boosted', 'allow'],
      ['recovered within six months, never vaccinated', 'allow'],
      ['one dose, 40 days ago', 'check'],
      ['full course only 3 days ago', 'check'],
      ['not vaccinated', 'deny'],
      ['vaccination expired', 'check'],
      ['infected', 'deny'],
      ['card superseded by a newer one', 'check'],
      ['cancelled number', 'deny'],
      ['another name on the card', 'deny'],
      ['text damaged by the reader', 'check'],
      ['not in the register', 'check'],
    ]);
  });

  it('are people whose doses and infections make that decision', () => {
    expect(['fully vaccinated', 'boosted', 'one dose, 40 days ago', 'not vaccinated'].map(doseDays)).toEqual([
      [88, 60],
      [290, 262, 60],
      [40],
      [],
    ]);
    expect(['full course only 3 days ago', 'vaccination expired'].map(doseDays)).toEqual([
      [45, 3],
      [270, 242],
    ]);
    expect(reports('recovered within six months, never vaccinated').at(-1)).toEqual(['recovered', 60]);
    expect(reports('infected')).toEqual([['positive', 4]]);
  });

  it('show cards that the register knows, but for what a sample is about', () => {
    for (const { name } of city.samples.filter((one) => !/damaged|another|superseded|not in/.test(one.name))) {
      const { fields, registered, issuedOn } = sample(name);

      expect(registered).toMatchObject({ full_name: fields[2], card_issued_on: issuedOn });
      expect(registered?.status).toBe(name === 'cancelled number' ? 'cancelled' : 'active');
    }
  });

  it('have one card older than the register says, one with another name and one whose letters are broken', () => {
    const older = sample('card superseded by a newer one');
    const damaged = sample('text damaged by the reader');

    expect(older.issuedOn! < older.registered!.card_issued_on!).toBe(true);
    expect(sample('another name on the card').fields[2]).toMatch(/^Phạm /);
    expect(damaged.fields[2]).toMatch(/^Nguyá»…n /);
    expect(damaged.qr).not.toMatch(/\p{Cc}/u);
    expect([damaged, older].map(({ registered }) => registered?.status)).toEqual(['active', 'active']);
  });

  it('have records without an error, unlike other people', () => {
    const seed = 2026;
    const many = makeCity({ count: 2_000, seed, today });
    const few = makeCity({ count: samplePeople.length, seed, today });

    expect([...few.vaccinationOutcomes()].map(({ outcome, notes }) => [outcome, notes])).toEqual(
      samplePeople.flatMap(({ doses }) => doses.map(() => ['matched', []])),
    );
    expect([...many.vaccinationOutcomes()].some(({ outcome }) => outcome === 'mismatched')).toBe(true);
  });

  it('have a stranger whom no city of the same seed knows', () => {
    const { fields, registered } = sample('not in the register');

    expect(fields[0]).toMatch(/^\d{12}$/);
    expect(registered).toBeUndefined();
  });

  it('are as many as a small city has people for, whatever its seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (count, seed) => {
        const { samples } = makeCity({ count, seed, today });

        expect(samples).toHaveLength(Math.min(count, samplePeople.length) + 1);
      }),
    );
    expect(samplePeople.length).toBeLessThanOrEqual(sampleSeats);
  });
});
