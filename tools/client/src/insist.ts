import { setTimeout as delay } from 'node:timers/promises';

const longestWait = 180_000;
const pause = 200;

/** Asks again while the answer fails or is none, as a client of a system under repair does; throws after three minutes, or when the signal says so. */
export async function insist<Answer>(
  what: string,
  ask: () => Promise<Answer | null>,
  signal?: AbortSignal,
): Promise<Answer> {
  const giveUpAt = performance.now() + longestWait;
  for (;;) {
    signal?.throwIfAborted();
    let reason: unknown = 'no answer yet';
    try {
      const answer = await ask();
      if (answer !== null) return answer;
    } catch (error) {
      reason = error;
    }
    if (performance.now() > giveUpAt) throw new Error(`gave up: ${what}`, { cause: reason });
    await delay(pause);
  }
}
