import { findVaccine, type Vaccine } from '@entry/contracts/vocabulary/vaccines';
import { weighted } from '../chance/chance';

export interface Course {
  readonly vaccine: Vaccine;
  /** Days between two doses, both ends included. */
  readonly interval: readonly [shortest: number, longest: number];
}

const astraZeneca = course('AstraZeneca', 28, 84);
const comirnaty = course('Comirnaty', 21, 42);
const spikevax = course('Spikevax', 28, 42);

export const adultCourses: readonly Course[] = weighted([
  [astraZeneca, 35],
  [comirnaty, 28],
  [course('Vero Cell', 21, 35), 17],
  [spikevax, 9],
  [course('Hayat-Vax', 21, 35), 2],
  [course('Sputnik V', 21, 42), 2],
  [course('Abdala', 14, 21), 2],
  [course('Covaxin', 28, 42), 1],
  [course('Janssen', 0, 0), 3],
  [course('Sputnik Light', 0, 0), 1],
]);

/** From 12 to 17 years. */
export const minorCourses: readonly Course[] = weighted([
  [comirnaty, 8],
  [spikevax, 2],
]);

export const boosters: readonly Course[] = weighted([
  [comirnaty, 6],
  [astraZeneca, 2],
  [spikevax, 2],
]);

function course(name: string, shortest: number, longest: number): Course {
  const vaccine = findVaccine(name);
  if (vaccine === null) throw new Error(`${name} is not in the vaccine list`);
  return { vaccine, interval: [shortest, longest] };
}
