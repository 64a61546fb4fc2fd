import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const generator = xoroshiro128plus(1);
const steps = 2 ** 30;

/** From 0 up to 1: the same row in each run. */
export const chance = (): number => uniformInt(generator, 0, steps - 1) / steps;
