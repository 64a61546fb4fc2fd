import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

const purposes = { birth: 1, person: 2, vaccination: 3, infection: 4, card: 5, error: 6 } as const;
export type Purpose = keyof typeof purposes;

/** Draws in a fixed order: the same on every machine, since only 32-bit integers are involved. */
export class Chance {
  private constructor(private readonly generator: ReturnType<typeof xoroshiro128plusFromState>) {}

  /** A stream of its own for each seed, purpose and index, so that any person can be made without those before. */
  static of(seed: number, purpose: Purpose, index: number): Chance {
    const start = scramble(index ^ scramble(seed ^ scramble(purposes[purpose])));
    return new Chance(xoroshiro128plusFromState([1, 2, 3, 4].map((word) => scramble(start + word))));
  }

  /** Both ends included. */
  int(from: number, to: number): number {
    return uniformInt(this.generator, from, to);
  }

  happens(perMille: number): boolean {
    return this.int(0, 999) < perMille;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.int(0, items.length - 1)]!;
  }
}

/** Each item as often as its weight, so that a draw is one look-up. */
export function weighted<Item>(weights: readonly (readonly [Item, number])[]): readonly Item[] {
  return weights.flatMap(([item, weight]) => Array<Item>(weight).fill(item));
}

/** A bijection of the 32-bit integers that spreads neighbours apart (the finalizer of MurmurHash3). */
export function scramble(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
