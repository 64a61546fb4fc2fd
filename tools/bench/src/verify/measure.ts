import { clientOfStack } from '@entry/client/stack/client-of-stack';
import { checkStored, type StoredScans } from '@entry/client/stack/stored-scans';
import type { Stack } from '@entry/stack/stack/stack';
import { learnDeck } from './city/learn-deck';
import { loadCity } from './city/load-city';
import { contest, type Contest, type VerifyTurn } from './contest';
import { Child } from './processes/child';
import { measureMemory, programsOf, type Program, type ProgramMemory } from './programs/programs';
import type { Deck } from './scans/deck';
import { makeTakers } from './takers';
import { startYardstick } from './yardstick/yardstick';

export interface MeasureOptions {
  readonly citizens: number;
  readonly seed: number;
  readonly devices: number;
  readonly connections: number;
  /** Scans a second, one open loop for each. */
  readonly rates: readonly number[];
  readonly rounds: number;
  /** Of each turn. */
  readonly seconds: number;
  readonly warmUp: number;
}

export interface Measurement {
  readonly deck: Deck;
  readonly warmUp: VerifyTurn;
  readonly contests: readonly Contest[];
  readonly memory: readonly (ProgramMemory & { readonly name: string })[];
  /** Of all scans that verify answered, those of the warm-up and before included. */
  readonly stored: StoredScans & { readonly answered: number };
}

interface Surroundings {
  readonly stack: Stack;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Told of each process that has to be stopped at the end. */
  readonly onStart: (child: Child) => void;
}

/** Fills a running system with a city, lets verify and the yardstick take turns, and looks at what is left of it. */
export async function measure(options: MeasureOptions, surroundings: Surroundings): Promise<Measurement> {
  const { stack, say, signal, onStart } = surroundings;
  const client = await clientOfStack(stack);
  const devices = [];
  for (let count = 0; count < options.devices; count++) devices.push(await client.enrolDevice());
  const [first] = devices;
  if (!first) throw new RangeError('There is at least one device');
  const city = await loadCity(client, options, say, signal);
  const { deck, scanIds: answered } = await learnDeck(client, first, city, options.seed, signal);
  say(`${deck.known.length} cards and ${deck.unknown.length} of strangers learnt`);

  const yardstick = await startYardstick(stack.servers.redis, deck, signal);
  onStart(yardstick.process);
  const generator = Child.start('load generator', require.resolve('./load/generator-program'));
  onStart(generator);
  const programs: Program[] = [
    ...programsOf(stack),
    { name: 'yardstick', pid: yardstick.process.pid },
    { name: 'load generator', pid: generator.pid },
  ];
  const takers = makeTakers({
    ...{ stack, yardstickUrl: yardstick.url, generator, programs, deck, say, signal },
    deviceTokens: devices.map(({ token }) => token),
    onAnswered: (scanIds) => {
      for (const scanId of scanIds) answered.push(scanId);
    },
  });
  const { connections, rounds, seconds } = options;
  const warmUpLoad = { kind: 'closed', connections, seconds: options.warmUp } as const;
  const { verify: warmUps } = await contest(warmUpLoad, 1, takers);
  const contests = [await contest({ kind: 'closed', connections, seconds }, rounds, takers)];
  for (const rate of options.rates) contests.push(await contest({ kind: 'open', rate, seconds }, rounds, takers));
  const memory = programs.map((program) => ({ name: program.name, ...measureMemory(program) }));
  const stored = { ...(await checkStored(stack, answered, signal)), answered: answered.length };
  return { deck, warmUp: warmUps[0]!, contests, memory, stored };
}
