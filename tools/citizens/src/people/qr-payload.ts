import { dayFirst, type Day } from '../calendar/day';
import { Chance } from '../chance/chance';
import type { CitySeed } from './birth';
import { newLaw } from './card-issue';
import type { Person } from './person';

/** What is printed on a chip card. */
export type Card = Pick<Person, 'idNumber' | 'oldIdNumber' | 'fullName' | 'bornOn' | 'sex' | 'residence'> & {
  readonly issuedOn: Day;
};

/** Null for a person without a chip card. */
export function cardOf(person: Person): Card | null {
  return person.cardIssuedOn === null ? null : { ...person, issuedOn: person.cardIssuedOn };
}

/** The text of the QR on the card itself: 7 fields, since July 2024 another four, empty ones. */
export function printedQr({ idNumber, oldIdNumber, fullName, bornOn, sex, residence, issuedOn }: Card): string {
  const dates = [dayFirst(bornOn, ''), dayFirst(issuedOn, '')] as const;
  const fields = [idNumber, oldIdNumber ?? '', fullName, dates[0], sexOnCard[sex], residence, dates[1]];
  return [...fields, ...(issuedOn < newLaw ? [] : ['', '', '', ''])].join('|');
}

/** The text of 6 fields that a card has when it was shared through Zalo. */
export function sharedQr({ idNumber, fullName, bornOn, sex, residence, issuedOn }: Card): string {
  return [idNumber, fullName, dayFirst(bornOn, '/'), sexOnCard[sex], residence, dayFirst(issuedOn, '/')].join('|');
}

/** What the person holds under a scanner: nearly always the card, now and then a picture of it from Zalo. */
export function shownQr({ seed }: CitySeed, { index }: Person, card: Card): string {
  return Chance.of(seed, 'card', index).happens(20) ? sharedQr(card) : printedQr(card);
}

const sexOnCard = { male: 'Nam', female: 'Nữ' } as const;
