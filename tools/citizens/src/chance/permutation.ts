import { scramble } from './chance';

const rounds = 4;

/** The numbers from 0 to `high` × `low`, that one excluded. */
export interface NumberSpace {
  readonly high: number;
  readonly low: number;
}

/** A Feistel network on two digits of base `high` and `low`: no two indexes of the space give the same number. */
export function permute(index: number, { high, low }: NumberSpace, key: number): number {
  let left = Math.floor(index / low);
  let right = index % low;
  for (let round = 0; round < rounds; round++) {
    left = (left + (scramble(right ^ scramble(key + 2 * round)) % high)) % high;
    right = (right + (scramble(left ^ scramble(key + 2 * round + 1)) % low)) % low;
  }
  return left * low + right;
}
