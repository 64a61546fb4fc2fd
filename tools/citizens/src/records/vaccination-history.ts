import { addYears, type Day } from '../calendar/day';
import { Chance } from '../chance/chance';
import type { CitySeed } from '../people/birth';
import type { Person } from '../people/person';
import { adultCourses, boosters, minorCourses, type Course } from './courses';

export interface Dose {
  /** 1 for the first of all, boosters counted on. */
  readonly number: number;
  readonly vaccine: string;
  readonly on: Day;
}

interface DoseAgo {
  readonly vaccine: string;
  readonly daysAgo: number;
}

/** The doses of a person in order: about 85 % of those of 12 years and more have one, of whom most a full course or a booster. */
export function dosesOf({ seed, today }: CitySeed, { index, bornOn }: Person): readonly Dose[] {
  const chance = Chance.of(seed, 'vaccination', index);
  const turned12 = addYears(bornOn, 12);
  if (turned12 > today || chance.happens(150)) return [];

  const course = chance.pick(addYears(bornOn, 18) > today ? minorCourses : adultCourses);
  const doses = dosesAgo(course, chance)
    .map(({ vaccine, daysAgo }, done) => ({ number: done + 1, vaccine, on: today - daysAgo }))
    .filter(({ on }) => on >= turned12);
  return doses[0]?.number === 1 ? doses : [];
}

/** Told from the last dose back, which is 3 to 300 days ago, so that every state of the entry rules occurs. */
function dosesAgo(course: Course, chance: Chance): readonly DoseAgo[] {
  const lastDose = chance.int(3, 300);
  if (chance.happens(120)) return primaryDoses(course, Math.max(1, course.vaccine.doses - 1), lastDose, chance);
  if (chance.happens(490)) return primaryDoses(course, course.vaccine.doses, lastDose, chance);

  const booster = chance.pick(boosters).vaccine.name;
  const boostersAgo = chance.happens(80) ? [lastDose + chance.int(90, 180), lastDose] : [lastDose];
  const courseEnd = Math.max(...boostersAgo) + chance.int(90, 200);
  return [
    ...primaryDoses(course, course.vaccine.doses, courseEnd, chance),
    ...boostersAgo.map((daysAgo) => ({ vaccine: booster, daysAgo })),
  ];
}

function primaryDoses({ vaccine, interval }: Course, count: number, lastDose: number, chance: Chance): DoseAgo[] {
  const doses = [{ vaccine: vaccine.name, daysAgo: lastDose }];
  while (doses.length < count) {
    doses.unshift({ vaccine: vaccine.name, daysAgo: doses[0]!.daysAgo + chance.int(...interval) });
  }
  return doses;
}
