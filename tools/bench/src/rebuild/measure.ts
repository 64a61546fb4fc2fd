import { checkCache } from '@entry/client/facts-cache/check-cache';
import { untilCached } from '@entry/client/facts-cache/cache-progress';
import { clientOfStack } from '@entry/client/stack/client-of-stack';
import type { Device } from '@entry/client/city-client';
import { Redis } from 'ioredis';
import { drawCards } from '../city/city-cards';
import { learnDeck } from '../city/learn-deck';
import { loadCity } from '../city/load-city';
import { fillTopics } from '../filling/fill-topics';
import { Generators, Target } from '../load/generators';
import { openLoopConnections, type Load, type Turn } from '../load/turn';
import { usedMemory } from '../measuring/redis-memory';
import { verifyUrl, type WholeSystem } from '../whole-system/with-whole-system';
import { askedLookups } from './asked-lookups';
import { emptyAndWatch, type Sight } from './refilling';

export interface RebuildOptions {
  /** In the cache. */
  readonly citizens: number;
  /** Of whom the owners know, and who are scanned. */
  readonly scanned: number;
  readonly seed: number;
  /** Scans a second. */
  readonly rate: number;
  /** Before and after, for comparison. */
  readonly seconds: number;
}

/** What scans got in one stretch of time. */
export interface Phase {
  readonly name: 'before' | 'while it is filled' | 'afterwards';
  readonly turn: Turn;
  readonly lookups: number;
}

export interface Rebuild {
  readonly sights: readonly Sight[];
  readonly phases: readonly Phase[];
  /** Bytes that Redis used: with the facts alone, with nothing, and at the end with the scans that gateways tell each other of as well. */
  readonly memory: { readonly facts: number; readonly empty: number; readonly after: number };
  /** Of people whom the owners know, when all was over. */
  readonly cache: { readonly compared: number; readonly different: number };
}

const devicesOfLoad = 8;
const checked = 10_000;

/** Empties a full cache under load, and watches how the gates get on until it is full again. */
export async function measure(options: RebuildOptions, system: WholeSystem): Promise<Rebuild> {
  const { stack, say, signal, onStart } = system;
  const { citizens, scanned, seed, rate, seconds } = options;
  const client = await clientOfStack(stack);
  const devices: Device[] = [];
  while (devices.length < devicesOfLoad) devices.push(await client.enrolDevice());
  const city = await loadCity(client, { citizens: scanned, seed }, say, signal);
  const redis = new Redis(stack.servers.redis);
  try {
    await fillTopics(system, { seed, from: scanned, to: citizens });
    await untilCached(stack, signal);
    const facts = await usedMemory(redis);
    const drawn = drawCards({ seed, people: scanned, citizens: scanned }, scanned);
    const { deck } = await learnDeck(client, devices[0]!, { samples: city.samples, cards: drawn, seed }, signal);
    say(`${citizens.toLocaleString('en-US')} people in Redis, ${deck.known.length} cards learnt`);

    const generators = Generators.start(1, onStart);
    const target = new Target(verifyUrl(stack.gatewayUrl), true);
    const cards = { deck, deviceTokens: devices.map(({ token }) => token) };
    const phases: Phase[] = [];
    const scan = async (name: Phase['name'], length: number | null, stop?: AbortSignal) => {
      const before = await askedLookups(stack);
      const load: Load = { kind: 'open', rate, connections: openLoopConnections, seconds: length };
      const turn = await generators.take([target], load, cards, signal, stop);
      phases.push({ name, turn, lookups: (await askedLookups(stack)) - before });
    };
    await scan('before', seconds);
    const ended = new AbortController();
    const scanning = scan('while it is filled', null, ended.signal);
    const sights = await emptyAndWatch(stack, say, signal).finally(() => ended.abort());
    await scanning;
    await scan('afterwards', seconds);
    const after = await usedMemory(redis);
    const { halves } = await checkCache(stack, checked, signal);
    // The owners do not know those who were put into the topics: that they are in Redis alone is as it should be.
    const different = halves.flatMap((half) => half.different.filter(({ kind }) => kind !== 'unowned'));
    const compared = halves.reduce((sum, half) => sum + half.compared - countUnowned(half.different), 0);
    await redis.flushall();
    const memory = { facts, empty: await usedMemory(redis), after };
    return { sights, phases, memory, cache: { compared, different: different.length } };
  } finally {
    redis.disconnect();
  }
}

function countUnowned(different: readonly { readonly kind: string }[]): number {
  return different.filter(({ kind }) => kind === 'unowned').length;
}
