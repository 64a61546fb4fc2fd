import { clientOfStack } from '@entry/client/stack/client-of-stack';
import { checkStored, type StoredScans } from '@entry/client/stack/stored-scans';
import type { CityClient, Device } from '@entry/client/city-client';
import type { City } from '@entry/citizens/city';
import { drawCards } from '../city/city-cards';
import { learnDeck } from '../city/learn-deck';
import { loadCity } from '../city/load-city';
import { Generators, Target } from '../load/generators';
import { openLoopConnections } from '../load/turn';
import { measureMemory, programsOf, type Program, type ProgramMemory } from '../programs/programs';
import type { Deck } from '../scans/deck';
import { verifyUrl, type WholeSystem } from '../whole-system/with-whole-system';
import { contest, type Contest, type VerifyTurn } from './contest';
import { growTo, type Growth } from './growth';
import { overload, type Overload } from './overload';
import { makeTakers, type TakersOptions } from './takers';
import { startYardstick } from './yardstick/yardstick';

export interface MeasureOptions {
  readonly citizens: number;
  /** To how many people the cache grows; null: it stays at the citizens. */
  readonly people: readonly number[] | null;
  /** That are drawn from all people, at most. */
  readonly cards: number;
  readonly seed: number;
  readonly devices: number;
  readonly generators: number;
  readonly connections: number;
  /** Scans a second, one open loop for each. */
  readonly rates: readonly number[];
  readonly rounds: number;
  /** Of each turn. */
  readonly seconds: number;
  readonly warmUp: number;
  readonly overload: boolean;
}

export interface Measurement {
  readonly sizes: readonly SizeMeasurement[];
  /** With the last size. */
  readonly overload: Overload | null;
  readonly memory: readonly (ProgramMemory & { readonly name: string })[];
  /** Of all scans that verify answered, those of the warm-up and before included. */
  readonly stored: StoredScans & { readonly answered: number };
}

/** What came of it with so many people in the cache. */
export interface SizeMeasurement {
  readonly people: number;
  readonly deck: Deck;
  readonly growth: Growth | null;
  readonly warmUp: VerifyTurn;
  readonly contests: readonly Contest[];
}

/** Fills a running system with a city, lets verify and the yardstick take turns, and looks at what is left of it. */
export async function measure(options: MeasureOptions, system: WholeSystem): Promise<Measurement> {
  const { stack, say, signal, onStart } = system;
  const client = await clientOfStack(stack);
  const devices: Device[] = [];
  for (let count = 0; count < options.devices; count++) devices.push(await client.enrolDevice());
  const city = await loadCity(client, options, say, signal);
  const yardstick = await startYardstick(stack.servers.redis, signal);
  onStart(yardstick.process);
  const generators = Generators.start(options.generators, onStart);
  const programs = (): Program[] => [
    ...programsOf(stack),
    { name: 'yardstick', pid: yardstick.process.pid },
    ...generators.pids.map((pid, index) => ({ name: `load generator ${index + 1}`, pid })),
  ];
  const answered: string[] = [];
  const common = {
    ...{ stack, generators, programs, say, signal },
    yardstick: new Target(yardstick.url, false),
    gateway: new Target(verifyUrl(stack.gatewayUrl), true),
    onAnswered: (scanIds: readonly string[]) => {
      for (const scanId of scanIds) answered.push(scanId);
    },
  };

  const sizes: SizeMeasurement[] = [];
  let takers: TakersOptions | null = null;
  for (const people of options.people ?? [options.citizens]) {
    const from = sizes.at(-1)?.people ?? options.citizens;
    const growth = options.people ? await growTo(system, { seed: options.seed, from, to: people }) : null;
    const learnt = await learn(client, devices, city, { ...options, people }, signal);
    common.onAnswered(learnt.scanIds);
    await yardstick.learn(learnt.deck);
    say(`${learnt.deck.known.length} cards and ${learnt.deck.unknown.length} of strangers learnt`);
    takers = { ...common, cards: { deck: learnt.deck, deviceTokens: devices.map(({ token }) => token) } };
    sizes.push({ people, deck: learnt.deck, growth, ...(await contests(options, takers)) });
  }
  const overloaded = options.overload && takers ? await overload(options.seconds, takers, onStart) : null;
  const memory = programs().map((program) => ({ name: program.name, ...measureMemory(program) }));
  const stored = { ...(await checkStored(stack, answered, null, signal)), answered: answered.length };
  return { sizes, overload: overloaded, memory, stored };
}

function learn(
  client: CityClient,
  [first]: readonly Device[],
  { samples }: City,
  options: Pick<MeasureOptions, 'citizens' | 'cards' | 'seed'> & { readonly people: number },
  signal: AbortSignal,
): ReturnType<typeof learnDeck> {
  if (!first) throw new RangeError('There is at least one device');
  return learnDeck(client, first, { samples, cards: drawCards(options, options.cards), seed: options.seed }, signal);
}

async function contests(
  { connections, rounds, seconds, warmUp: warmUpSeconds, rates }: MeasureOptions,
  options: TakersOptions,
): Promise<Pick<SizeMeasurement, 'warmUp' | 'contests'>> {
  const takers = makeTakers(options);
  const warmUp = await contest({ kind: 'closed', connections, seconds: warmUpSeconds }, 1, takers);
  const all = [await contest({ kind: 'closed', connections, seconds }, rounds, takers)];
  for (const rate of rates) {
    all.push(await contest({ kind: 'open', rate, connections: openLoopConnections, seconds }, rounds, takers));
  }
  return { warmUp: warmUp.verify[0]!, contests: all };
}
