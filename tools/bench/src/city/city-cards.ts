import { dayOf } from '@entry/citizens/calendar/day';
import { cardOf, shownQr } from '@entry/citizens/people/qr-payload';
import { residentAt } from '@entry/citizens/residents';
import { localDate } from '@entry/platform/time/local-date';

export interface DrawnCard {
  readonly qr: string;
  /** Of the person in the city. */
  readonly index: number;
  readonly onlyCached: boolean;
}

/**
 * Cards of about so many people, drawn evenly from all of a city, or of all who have one where they are no more. Those of an index from
 * `citizens` on were put into the cache alone.
 */
export function drawCards(
  { seed, people, citizens }: { seed: number; people: number; citizens: number },
  count: number,
): DrawnCard[] {
  const city = { seed, today: dayOf(localDate(new Date())) };
  const drawn = Math.min(count, people);
  return Array.from({ length: drawn }, (_, place) => {
    const index = Math.floor((place * people) / drawn);
    const person = residentAt(city, index);
    const card = cardOf(person);
    return card === null ? [] : [{ qr: shownQr(city, person, card), index, onlyCached: index >= citizens }];
  }).flat();
}
