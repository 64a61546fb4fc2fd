import type { Day } from '../calendar/day';
import { Chance } from '../chance/chance';
import type { CitySeed } from '../people/birth';
import type { Person } from '../people/person';

export interface InfectionReport {
  readonly event: 'positive' | 'negative_test' | 'recovered';
  readonly on: Day;
}

/** The reports on a person in order: none on about 98 %, an infection that is over on 1.7 %, one that is not on 0.3 %. */
export function infectionReportsOf({ seed, today }: CitySeed, { index, bornOn }: Person): readonly InfectionReport[] {
  const chance = Chance.of(seed, 'infection', index);
  if (!chance.happens(20)) return [];

  const isOpen = chance.happens(150);
  const positive = today - (isOpen ? chance.int(1, 9) : chance.int(15, 400));
  if (positive <= bornOn) return [];
  if (isOpen) return [{ event: 'positive', on: positive }];

  const recovered = positive + chance.int(7, 14);
  return [
    { event: 'positive', on: positive },
    { event: 'negative_test', on: recovered - chance.int(0, 1) },
    { event: 'recovered', on: recovered },
  ];
}
