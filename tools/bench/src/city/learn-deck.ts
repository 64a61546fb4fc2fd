import { makeCity } from '@entry/citizens/city';
import type { Sample } from '@entry/citizens/samples/samples';
import type { CityClient, Device, Verdict } from '@entry/client/city-client';
import { insist } from '@entry/client/insist';
import { localDate } from '@entry/platform/time/local-date';
import type { Card, Deck } from '../scans/deck';
import type { DrawnCard } from './city-cards';

const strangers = 500;
const atOnce = 8;
/** Says something of the gate rather than of the person. */
const ofTheMoment: readonly string[] = ['FACTS_UNAVAILABLE', 'NOT_RECORDED'];

export interface CardsToLearn {
  /** Of whom it is known what they must get. */
  readonly samples: readonly Sample[];
  readonly cards: readonly Pick<DrawnCard, 'qr' | 'onlyCached'>[];
  /** Of the city; strangers come from another. */
  readonly seed: number;
}

/** Scans each card, and strangers, before the load: what is said of them then is what must be said under load. */
export async function learnDeck(
  client: Pick<CityClient, 'verify'>,
  device: Device,
  { samples, cards, seed }: CardsToLearn,
  signal: AbortSignal,
): Promise<{ deck: Deck; scanIds: string[] }> {
  const scanIds: string[] = [];
  const learn = async ({ qr, onlyCached }: Pick<DrawnCard, 'qr' | 'onlyCached'>): Promise<Card> => {
    const body = await insist(
      'a verdict that rests on facts',
      () => verdictOf(client, device, { qr, onlyCached }, scanIds),
      signal,
    );
    const reasons = body.reasons.map(({ code }) => code);
    return { qr, decision: body.decision, reasons, answer: JSON.stringify(body), onlyCached };
  };
  for (const { name, qr, decision } of samples) {
    const { decision: found } = await learn({ qr, onlyCached: false });
    if (found !== decision)
      throw new Error(`"${name}" gets ${found}, and not ${decision}: nothing is measured of that`);
  }
  const known = await inTurns(cards, learn);
  const elsewhere = makeCity({ count: strangers, seed: seed + 1, today: localDate(new Date()) });
  const others = await inTurns(
    [...elsewhere.qrPayloads()].map((line) => ({ qr: line.trimEnd(), onlyCached: false })),
    learn,
  );
  const unknown = others.filter(({ reasons }) => reasons.includes('NOT_IN_REGISTER'));
  return { deck: { known, unknown }, scanIds };
}

/** Null while the facts are not to be had, and when an owner was asked about somebody whom the cache alone knows. */
async function verdictOf(
  client: Pick<CityClient, 'verify'>,
  device: Device,
  { qr, onlyCached }: Pick<DrawnCard, 'qr' | 'onlyCached'>,
  scanIds: string[],
): Promise<Verdict | null> {
  const { status, body } = await client.verify(device, qr);
  if (status !== 200) throw new Error(`status ${status} ${body.code}`);
  if (body.reasons.some(({ code }) => ofTheMoment.includes(code))) return null;
  scanIds.push(body.scanId);
  return onlyCached && body.reasons.some(({ code }) => code === 'NOT_IN_REGISTER') ? null : body;
}

/** A few at a time, results in the order of the items. */
async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
