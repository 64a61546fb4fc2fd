import { addYears, dayOf, type Day } from '../calendar/day';
import type { Chance } from '../chance/chance';
import type { CitySeed } from './birth';

/** From here a person had to be 14 years old; the two months before are left for cards that were replaced since. */
export const firstIssues = dayOf('2021-03-01');
/** The Law on Identification of 2023 came into force: cards for children on request, and the QR of 11 fields. */
export const newLaw = dayOf('2024-07-01');

/** The day of the newest chip card, at least three days ago; null for the about 8 % of people without one. */
export function chipCardIssuedOn(
  { today }: CitySeed,
  { bornOn, isSample }: { bornOn: Day; isSample: boolean },
  chance: Chance,
): Day | null {
  const turned6 = addYears(bornOn, 6);
  const turned14 = addYears(bornOn, 14);
  const earliest = Math.max(firstIssues, turned14 <= newLaw ? turned14 : Math.max(newLaw, bornOn + 30));
  const latest = today - 3;
  if (earliest > latest) return null;

  const withoutPerMille = turned6 > today ? 450 : turned14 > today ? 150 : 30;
  if (!isSample && chance.happens(withoutPerMille)) return null;
  return chance.int(earliest, latest);
}
