import { newYear, yearOf, type Day } from '../calendar/day';
import { Chance, weighted } from '../chance/chance';
import { permute } from '../chance/permutation';
import { birthplaces } from './provinces';

export type Sex = 'male' | 'female';

export interface Birth {
  readonly idNumber: string;
  readonly sex: Sex;
  readonly year: number;
}

/** What every person of one city is derived from, with an index. */
export interface CitySeed {
  readonly seed: number;
  readonly today: Day;
}

/** The seats of a city from which samples are taken: people of working age. */
export const sampleSeats = 20;

const seats = { high: 1000, low: 1000 };
const seatCount = seats.high * seats.low;

/** As many as share all seats at a hundred each. */
export const largestCity = 100 * seatCount;

const peopleOfEachAge: readonly (readonly [from: number, to: number, weight: number])[] = [
  [0, 4, 155],
  [5, 14, 160],
  [15, 24, 140],
  [25, 29, 160],
  [30, 39, 172],
  [40, 49, 140],
  [50, 59, 110],
  [60, 69, 85],
  [70, 79, 40],
  [80, 89, 18],
  [90, 100, 4],
];
const ages = weighted(
  peopleOfEachAge.flatMap(([from, to, weight]) =>
    Array.from({ length: to - from + 1 }, (_, step) => [from + step, weight] as const),
  ),
);
const workingAges = ages.filter((age) => age >= 25 && age < 60);

/**
 * Sex, year of birth and the number `PPP C YY NNNNNN` made of them, unique in the city: the six last digits are the seat's, and
 * the people who share a seat, each a million indexes after the other, take different ones of the seat's draws of the first six.
 */
export function birthOf({ seed, today }: CitySeed, index: number): Birth {
  const seat = index % seatCount;
  const ownDigits = String(permute(seat, seats, seed)).padStart(6, '0');
  const chance = Chance.of(seed, 'birth', seat);
  const takenBySeat = new Set<string>();

  for (;;) {
    const year = yearOf(today) - chance.pick(isSampleSeat(index) ? workingAges : ages);
    const sex = chance.int(0, 1) === 0 ? 'male' : 'female';
    const origin = chance.pick(birthplaces) + centuryAndSex(year, sex) + String(year % 100).padStart(2, '0');
    if (takenBySeat.has(origin)) continue;
    if (takenBySeat.size === Math.floor(index / seatCount)) return { idNumber: origin + ownDigits, sex, year };
    takenBySeat.add(origin);
  }
}

/** An index beyond every city, on the same seat: its number ends like this person's, and nobody has it. */
export function numberStrangerTo(index: number): number {
  return largestCity + (index % seatCount);
}

export function isSampleSeat(index: number): boolean {
  return index % seatCount < sampleSeats;
}

/** Decree 137/2015: 0 and 1 for men and women born in the 1900s, 2 and 3 in the 2000s, and so on. */
function centuryAndSex(year: number, sex: Sex): string {
  return String((Math.floor(year / 100) - 19) * 2 + (sex === 'male' ? 0 : 1));
}

/** A day of the year of birth that makes the person 0 to 100 years old. */
export function birthdayOf({ today }: CitySeed, year: number, oldest: Day, chance: Chance): Day {
  return chance.int(Math.max(newYear(year), oldest), Math.min(newYear(year + 1) - 1, today));
}
