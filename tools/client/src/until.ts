import { setTimeout as delay } from 'node:timers/promises';

const patience = 60_000;

/** Polls until the condition gives something; what it gave last is in the error when it never does. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | false | null | undefined>,
  within = patience,
): Promise<Found> {
  const giveUpAt = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > giveUpAt) throw new Error(`never came: ${what}`);
    await delay(50);
  }
}
