import { Redis } from 'ioredis';
import { Child } from '../../processes/child';
import type { Deck } from '../../scans/deck';

export interface Yardstick {
  readonly url: string;
  readonly process: Child;
  /** Forgets what it knew, and answers each card with what verify said of it. */
  learn(deck: Deck): Promise<void>;
}

/** Beside the gateway's own, on the same server. */
const database = 1;
const atOnce = 1_000;

/** A bare server that answers a card by one `GET` from the same Redis. */
export async function startYardstick(redisUrl: string, signal: AbortSignal): Promise<Yardstick> {
  const url = Object.assign(new URL(redisUrl), { pathname: `/${database}` }).toString();
  const child = Child.start('yardstick', require.resolve('./yardstick-program'), [url]);
  try {
    const { port } = await child.receive<{ port: number }>(signal);
    return { url: `http://127.0.0.1:${port}/v1/verify`, process: child, learn: (deck) => learn(url, deck) };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

async function learn(url: string, { known, unknown }: Deck): Promise<void> {
  const redis = new Redis(url);
  try {
    await redis.flushdb();
    const cards = [...known, ...unknown];
    for (let start = 0; start < cards.length; start += atOnce) {
      await redis.mset(...cards.slice(start, start + atOnce).flatMap(({ qr, answer }) => [qr, answer]));
    }
  } finally {
    redis.disconnect();
  }
}
