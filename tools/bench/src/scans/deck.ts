import type { Decision } from '@entry/contracts/vocabulary/decisions';

/** A card to hold under a scanner, and what the system said of it when nothing else went on. */
export interface Card {
  readonly qr: string;
  readonly decision: Decision;
  /** The codes, in their order. */
  readonly reasons: readonly string[];
  /** The whole answer, as text: what the yardstick keeps in Redis and sends. */
  readonly answer: string;
  /** Of somebody whom the cache alone knows, and no owner: a look-up finds nobody. */
  readonly onlyCached?: boolean;
}

/** All that is scanned. */
export interface Deck {
  readonly known: readonly Card[];
  /** Of people who are not in the register: each scan of them costs a look-up over Kafka. */
  readonly unknown: readonly Card[];
}

/** One scan in so many is of somebody unknown: 2 %. */
export const unknownEvery = 50;

/** A prime, so that it shares no divisor with a city and every card gets its turn, far from its neighbours in the register. */
const stride = 7_919;

/** The card of scan `index`, from 0 on: the same for the same index. Each known card is met once before any is met twice, unless there are a multiple of 7,919. */
export function cardOf({ known, unknown }: Deck, index: number): Card {
  const unknownBefore = Math.floor(index / unknownEvery);
  const isUnknown = index % unknownEvery === unknownEvery - 1;
  const card = isUnknown
    ? unknown[unknownBefore % unknown.length]
    : known[((index - unknownBefore) * stride) % known.length];
  if (!card) throw new RangeError('A deck has known and unknown cards');
  return card;
}
