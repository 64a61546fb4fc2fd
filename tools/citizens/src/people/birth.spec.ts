import fc from 'fast-check';
import { dayOf } from '../calendar/day';
import { birthOf, largestCity, numberStrangerTo } from './birth';

const city = { seed: 1, today: dayOf('2026-11-23') };
const anIndex = fc.integer({ min: 0, max: largestCity });

describe('birthOf', () => {
  it('makes a number that tells the sex, the century and the year of birth', () => {
    fc.assert(
      fc.property(anIndex, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (index, seed) => {
        const { idNumber, sex, year } = birthOf({ ...city, seed }, index);

        expect(idNumber).toMatch(/^\d{12}$/);
        const centuryAndSex = Number(idNumber[3]);
        expect(centuryAndSex % 2).toBe(sex === 'male' ? 0 : 1);
        expect(1900 + 100 * Math.floor(centuryAndSex / 2) + Number(idNumber.slice(4, 6))).toBe(year);
      }),
    );
  });

  it('gives people of one seat, a million indexes apart, numbers of their own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (seat) => {
        const numbers = Array.from({ length: 100 }, (_, turn) => birthOf(city, seat + turn * 1_000_000).idNumber);

        expect(new Set(numbers).size).toBe(100);
        expect(new Set(numbers.map((number) => number.slice(6))).size).toBe(1);
      }),
      { numRuns: 20 },
    );
  });
});

describe('numberStrangerTo', () => {
  it('is nobody of any city, however large', () => {
    fc.assert(
      fc.property(anIndex, fc.integer({ min: 0, max: 99 }), (index, turn) => {
        const { idNumber } = birthOf(city, numberStrangerTo(index));

        expect(idNumber.slice(6)).toBe(birthOf(city, index).idNumber.slice(6));
        expect(idNumber).not.toBe(birthOf(city, (index % 1_000_000) + turn * 1_000_000).idNumber);
      }),
    );
  });
});
