import { dayOf } from '../calendar/day';
import { makePerson } from '../people/person';
import { infectionReportsOf } from './infection-history';

const city = { seed: 1, today: dayOf('2026-11-23') };
const residents = Array.from({ length: 30_000 }, (_, index) => makePerson(city, index));
const histories = residents.map((person) => ({ person, reports: infectionReportsOf(city, person) }));
const infected = histories.filter(({ reports }) => reports.length > 0);

describe('infectionReportsOf', () => {
  it('tells of a positive test first, and of recovery last, not before birth or after today', () => {
    for (const { person, reports } of infected) {
      const days = reports.map(({ on }) => on);

      expect(['positive', 'positive negative_test recovered']).toContain(reports.map(({ event }) => event).join(' '));
      expect(days).toEqual(days.toSorted((one, other) => one - other));
      expect(days[0]).toBeGreaterThan(person.bornOn);
      expect(days.at(-1)).toBeLessThan(city.today);
    }
  });

  it('is about 2 % of people, with 0.3 % who have not recovered', () => {
    const open = infected.filter(({ reports }) => reports.length === 1);

    expect(Math.abs(infected.length / residents.length - 0.02)).toBeLessThan(0.004);
    expect(Math.abs(open.length / residents.length - 0.003)).toBeLessThan(0.0015);
  });
});
