import { setTimeout as delay } from 'node:timers/promises';

const longestWait = 180_000;
const pause = 200;

/** Asks again while the answer fails or is none, as a client of a system under repair does; throws the last error after three minutes. */
export async function insist<Answer>(what: string, ask: () => Promise<Answer | null>): Promise<Answer> {
  const giveUpAt = performance.now() + longestWait;
  for (;;) {
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
