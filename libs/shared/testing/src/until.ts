import { setTimeout as delay } from 'node:timers/promises';

const patience = 30_000;

/** Polls until the condition gives something, and gives that; rejects with what was awaited when it does not come in half a minute. */
export async function until<Found>(
  what: string,
  look: () => Found | false | null | undefined | Promise<Found | false | null | undefined>,
): Promise<Found> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await delay(10)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`never came: ${what}`);
}
