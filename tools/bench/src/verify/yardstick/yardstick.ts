import { Redis } from 'ioredis';
import { Child } from '../processes/child';
import type { Deck } from '../scans/deck';

export interface Yardstick {
  readonly url: string;
  readonly process: Child;
}

/** Beside the gateway's own, on the same server. */
const database = 1;

/** A bare server that answers each card with what verify said of it, by one `GET` from the same Redis. */
export async function startYardstick(redisUrl: string, deck: Deck, signal: AbortSignal): Promise<Yardstick> {
  const url = Object.assign(new URL(redisUrl), { pathname: `/${database}` }).toString();
  const redis = new Redis(url);
  try {
    const pairs = [...deck.known, ...deck.unknown].flatMap(({ qr, answer }) => [qr, answer]);
    await redis.mset(...pairs);
  } finally {
    redis.disconnect();
  }
  const child = Child.start('yardstick', require.resolve('./yardstick-program'), [url]);
  try {
    const { port } = await child.receive<{ port: number }>(signal);
    return { url: `http://127.0.0.1:${port}/v1/verify`, process: child };
  } catch (error) {
    await child.stop();
    throw error;
  }
}
