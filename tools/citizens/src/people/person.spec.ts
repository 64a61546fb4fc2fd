import fc from 'fast-check';
import { addYears, dayOf, isoDate } from '../calendar/day';
import { earliestToday } from '../city';
import { largestCity, sampleSeats } from './birth';
import { makePerson, type Person } from './person';

const city = { seed: 1, today: dayOf('2026-11-23') };
const aDay = fc.integer({ min: dayOf(earliestToday), max: dayOf('2045-12-31') });
const people = Array.from({ length: 20_000 }, (_, index) => makePerson(city, index));

describe('makePerson', () => {
  it('makes somebody up to 100 years old whose card, if any, lies between birth and today', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: largestCity }), aDay, (index, today) => {
        const { bornOn, cardIssuedOn } = makePerson({ ...city, today }, index);

        expect(bornOn).toBeLessThanOrEqual(today);
        expect(bornOn).toBeGreaterThanOrEqual(addYears(today, -100));
        if (cardIssuedOn !== null) {
          expect(cardIssuedOn).toBeGreaterThan(bornOn);
          expect(cardIssuedOn).toBeLessThan(today);
          expect(isoDate(cardIssuedOn) >= '2021-03-01').toBe(true);
        }
      }),
    );
  });

  it('puts an adult with a name in diacritics and a valid card on each sample seat', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: sampleSeats - 1 }), aDay, (seat, today) => {
        const person = makePerson({ ...city, today }, seat);

        expect(person).toMatchObject({ status: 'active', onlyYearRegistered: false });
        expect(person.fullName).toMatch(/^Nguyễn /);
        expect(person.cardIssuedOn).not.toBeNull();
        expect(person.bornOn).toBeLessThanOrEqual(addYears(today, -18));
      }),
    );
  });

  it('gives old numbers of nine digits, each to one person', () => {
    const oldNumbers = people.flatMap(({ oldIdNumber }) => oldIdNumber ?? []);

    expect(new Set(oldNumbers).size).toBe(oldNumbers.length);
    expect(oldNumbers.every((number) => /^\d{9}$/.test(number))).toBe(true);
  });

  it('writes names and addresses in NFC, without the separator of a QR payload', () => {
    for (const { fullName, residence } of people) {
      expect(fullName + residence).toBe((fullName + residence).normalize('NFC'));
      expect(fullName + residence).not.toMatch(/\||undefined| {2}/);
    }
  });

  it.each<[string, number, number, (person: Person) => boolean]>([
    ['called Nguyễn', 0.38, 0.015, ({ fullName }) => fullName.startsWith('Nguyễn ')],
    ['without a chip card', 0.08, 0.01, ({ cardIssuedOn }) => cardIssuedOn === null],
    ['with a cancelled number', 0.003, 0.0015, ({ status }) => status === 'cancelled'],
    ['registered with a year of birth alone', 0.01, 0.003, ({ onlyYearRegistered }) => onlyYearRegistered],
  ])('has the share of people %s: %d', (_, expected, tolerance, claim) => {
    expect(Math.abs(people.filter(claim).length / people.length - expected)).toBeLessThan(tolerance);
  });

  it('mixes districts, addresses and names as a city does', () => {
    expect(new Set(people.map(({ commune }) => commune.district)).size).toBe(30);
    expect(people.some(({ residence }) => residence.includes('"'))).toBe(true);
    expect(people.some(({ residence }) => !residence.includes(','))).toBe(true);
    expect(people.some(({ fullName }) => /[ŏŭč]/i.test(fullName))).toBe(true);
    expect(people.some(({ fullName }) => /['’]/.test(fullName))).toBe(true);
  });
});
