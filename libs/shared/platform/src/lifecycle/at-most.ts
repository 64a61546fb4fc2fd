import { setTimeout as delay } from 'node:timers/promises';

/** Waits for the end of some work, but not for ever: nothing that stops may hang on a server that is away. */
export async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const giveUp = new AbortController();
  const ended = work.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([ended, delay(milliseconds, undefined, { signal: giveUp.signal }).catch(() => undefined)]);
  giveUp.abort();
}
