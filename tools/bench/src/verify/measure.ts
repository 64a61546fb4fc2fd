import { clientOfStack } from '@entry/client/stack/client-of-stack';
import { checkStored, type StoredScans } from '@entry/client/stack/stored-scans';
import type { Stack } from '@entry/stack/stack/stack';
import { awaitDrained } from './backlog/await-drained';
import { learnDeck } from './city/learn-deck';
import { loadCity } from './city/load-city';
import { contest, type Contest, type VerifyTurn } from './contest';
import type { Load, Turn, TurnOrder } from './load/turn';
import { measureMemory, type ProgramMemory } from './memory/measure-memory';
import { Child } from './processes/child';
import type { Deck } from './scans/deck';
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
  readonly memory: readonly ProgramMemory[];
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
  const deviceTokens = devices.map(({ token }) => token);
  let firstScan = 0;
  const take = async (target: Pick<TurnOrder, 'url' | 'namesScans'>, load: Load): Promise<Turn> => {
    const turn = await generator.ask<Turn>({ ...target, load, deck, deviceTokens, firstScan }, signal);
    firstScan += turn.sent;
    return turn;
  };
  const takers = {
    yardstick: async (load: Load) => {
      const turn = await take({ url: yardstick.url, namesScans: false }, load);
      say(`yardstick: ${describe(turn)}`);
      return turn;
    },
    verify: async (load: Load) => {
      const since = new Date();
      const url = `${stack.gatewayUrl.replace('localhost', '127.0.0.1')}/v1/verify`;
      const turn = await take({ url, namesScans: true }, load);
      for (const scanId of turn.answered) answered.push(scanId);
      // The yardstick's turn must not pay for what is left of this one.
      const drainedAfter = await awaitDrained(stack, { since, scans: turn.answered.length }, signal);
      say(
        `verify: ${describe(turn)}, stored ${drainedAfter === null ? 'never' : `after ${drainedAfter.toFixed(0)} ms`}`,
      );
      return { ...turn, drainedAfter };
    },
  };
  const { connections, rounds, seconds } = options;
  const warmUpLoad = { kind: 'closed', connections, seconds: options.warmUp } as const;
  const { verify: warmUps } = await contest(warmUpLoad, 1, takers);
  const contests = [await contest({ kind: 'closed', connections, seconds }, rounds, takers)];
  for (const rate of options.rates) contests.push(await contest({ kind: 'open', rate, seconds }, rounds, takers));
  const memory = measureMemory(stack, { yardstick: yardstick.process.pid, 'load generator': generator.pid });
  const stored = { ...(await checkStored(stack, answered, signal)), answered: answered.length };
  return { deck, warmUp: warmUps[0]!, contests, memory, stored };
}

function describe({ perSecond, latency }: Turn): string {
  return `${perSecond.toFixed(0)} scans/s, p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms`;
}
