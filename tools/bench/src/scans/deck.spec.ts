import { cardOf, unknownEvery, type Card, type Deck } from './deck';

const cards = (kind: string, count: number): Card[] =>
  Array.from({ length: count }, (_, index) => ({
    qr: `${kind} ${index}`,
    decision: 'check',
    reasons: [],
    answer: '{}',
  }));
const aDeck: Deck = { known: cards('known', 98), unknown: cards('unknown', 3) };
const drawn = (count: number) => Array.from({ length: count }, (_, index) => cardOf(aDeck, index).qr);

describe('cardOf', () => {
  it('takes one in fifty from the unknown', () => {
    const unknown = drawn(20 * unknownEvery).filter((qr) => qr.startsWith('unknown'));

    expect(unknown).toHaveLength(20);
    expect(new Set(unknown).size).toBe(3);
  });

  it('takes every known card once before it takes one again', () => {
    const known = drawn(100).filter((qr) => qr.startsWith('known'));

    expect(known).toHaveLength(98);
    expect(new Set(known).size).toBe(98);
  });
});
