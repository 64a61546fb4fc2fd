import { findVaccine, vaccines } from '@entry/contracts/vocabulary/vaccines';
import fc from 'fast-check';
import { addYears, dayOf } from '../calendar/day';
import { earliestToday } from '../city';
import { largestCity } from '../people/birth';
import { makePerson } from '../people/person';
import { adultCourses } from './courses';
import { dosesOf } from './vaccination-history';

const city = { seed: 1, today: dayOf('2026-11-23') };
const residents = Array.from({ length: 20_000 }, (_, index) => makePerson(city, index));
const histories = residents.map((person) => ({ person, doses: dosesOf(city, person) }));
const eligible = histories.filter(({ person }) => addYears(person.bornOn, 12) <= city.today);
const daysSinceLast = histories.flatMap(({ doses }) => city.today - (doses.at(-1)?.on ?? city.today));

describe('dosesOf', () => {
  it('counts doses from 1 in the order of their days, none before the age of 12 or after today', () => {
    const aDay = fc.integer({ min: dayOf(earliestToday), max: dayOf('2045-12-31') });

    fc.assert(
      fc.property(fc.integer({ min: 0, max: largestCity }), aDay, (index, today) => {
        const person = makePerson({ ...city, today }, index);
        const doses = dosesOf({ ...city, today }, person);

        expect(doses.map(({ number }) => number)).toEqual(doses.map((_, before) => before + 1));
        doses.forEach(({ on }, before) => {
          expect(on).toBeGreaterThan(doses[before - 1]?.on ?? addYears(person.bornOn, 12) - 1);
          expect(on).toBeLessThan(today);
        });
      }),
    );
  });

  it('keeps the course of the vaccine and lets at least 90 days pass before a booster', () => {
    for (const { doses } of histories) {
      const [first] = doses;
      if (first === undefined) continue;
      const { doses: courseLength } = findVaccine(first.vaccine)!;
      doses.forEach((dose, before) => {
        const days = dose.on - (doses[before - 1]?.on ?? dose.on);
        if (before >= courseLength) expect(days).toBeGreaterThanOrEqual(90);
        else expect(dose.vaccine).toBe(first.vaccine);
        if (before > 0 && before < courseLength) expect(days).toBeLessThanOrEqual(84);
      });
    }
  });

  it('reaches about 85 % of those of 12 years and more with a first dose', () => {
    const reached = eligible.filter(({ doses }) => doses.length > 0).length / eligible.length;

    expect(Math.abs(reached - 0.85)).toBeLessThan(0.02);
  });

  it('leaves last doses on both sides of each limit of the entry rules', () => {
    const between = (from: number, to: number) => daysSinceLast.filter((days) => days >= from && days <= to).length;

    expect(Math.min(between(1, 13), between(14, 180), between(190, 300))).toBeGreaterThan(100);
    expect(Math.max(...daysSinceLast)).toBeLessThanOrEqual(300);
  });

  it('uses every vaccine of the list', () => {
    expect(new Set(adultCourses.map(({ vaccine }) => vaccine))).toEqual(new Set(vaccines));
  });
});
