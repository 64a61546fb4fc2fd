import { setTimeout as delay } from 'node:timers/promises';

/** In milliseconds. */
const longestRest = 500;

/** Does a part of a large piece of work, then rests for as long as it took: what must not wait for all of it finds half of the time free. */
export async function yielding<Result>(part: () => Promise<Result>): Promise<Result> {
  const begunAt = performance.now();
  const result = await part();
  await delay(Math.min(performance.now() - begunAt, longestRest));
  return result;
}
