import type { Decision } from '@entry/contracts/vocabulary/decisions';
import { cardOf, printedQr, type Card } from '../people/qr-payload';
import type { Person } from '../people/person';
import type { InfectionReport } from '../records/infection-history';

export interface SamplePerson {
  readonly name: string;
  /** What a gate of venue kind `agency` answers by the default entry rules. */
  readonly decision: Decision;
  readonly status: Person['status'];
  readonly doses: readonly { readonly vaccine: string; readonly daysAgo: number }[];
  readonly infection: readonly { readonly event: InfectionReport['event']; readonly daysAgo: number }[];
  readonly qr: (card: Card) => string;
}

const course = (...daysAgo: number[]) => daysAgo.map((days) => ({ vaccine: 'Comirnaty', daysAgo: days }));
const fullCourse = course(88, 60);

const unvaccinated = { status: 'active', doses: [], infection: [], qr: printedQr } as const;
const vaccinated = { ...unvaccinated, doses: fullCourse } as const;

/** The people on a city's first seats, one for each answer; days far enough from each limit to hold for more than a week. */
export const samplePeople: readonly SamplePerson[] = [
  { ...vaccinated, name: 'fully vaccinated', decision: 'allow' },
  { ...unvaccinated, name: 'boosted', decision: 'allow', doses: course(290, 262, 60) },
  {
    ...unvaccinated,
    name: 'recovered within six months, never vaccinated',
    decision: 'allow',
    infection: [
      { event: 'positive', daysAgo: 70 },
      { event: 'negative_test', daysAgo: 61 },
      { event: 'recovered', daysAgo: 60 },
    ],
  },
  { ...unvaccinated, name: 'one dose, 40 days ago', decision: 'check', doses: course(40) },
  { ...unvaccinated, name: 'full course only 3 days ago', decision: 'check', doses: course(45, 3) },
  { ...unvaccinated, name: 'not vaccinated', decision: 'deny' },
  { ...unvaccinated, name: 'vaccination expired', decision: 'check', doses: course(270, 242) },
  { ...vaccinated, name: 'infected', decision: 'deny', infection: [{ event: 'positive', daysAgo: 4 }] },
  {
    ...vaccinated,
    name: 'card superseded by a newer one',
    decision: 'check',
    qr: (card) => printedQr(cardBefore(card)),
  },
  { ...unvaccinated, name: 'cancelled number', decision: 'deny', status: 'cancelled' },
  {
    ...vaccinated,
    name: 'another name on the card',
    decision: 'deny',
    qr: (card) => printedQr(underAnotherName(card)),
  },
  {
    ...vaccinated,
    name: 'text damaged by the reader',
    decision: 'check',
    qr: (card) => readAsWindows1252(printedQr(card)),
  },
];

/** Everybody on a sample seat has a card. */
export function sampleCard(person: Person): Card {
  const card = cardOf(person);
  if (card === null) throw new Error('a sample seat is held by a person without a chip card');
  return card;
}

function cardBefore(card: Card): Card {
  return { ...card, issuedOn: card.issuedOn - 45 };
}

function underAnotherName(card: Card): Card {
  return { ...card, fullName: card.fullName.replace(/^\S+/, 'Phạm') };
}

/** Five bytes have no character in Windows-1252 and become control characters, which no reader types. */
function readAsWindows1252(text: string): string {
  const misread = new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
  return misread.replace(/[\u0080-\u009f]/g, '');
}
