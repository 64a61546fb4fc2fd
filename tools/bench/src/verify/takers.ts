import type { Stack } from '@entry/stack/stack/stack';
import { awaitDrained } from './backlog/await-drained';
import type { Takers } from './contest';
import type { Load, Turn, TurnOrder } from './load/turn';
import type { Child } from './processes/child';
import { cpuUsed, type Program } from './programs/programs';
import type { Deck } from './scans/deck';

export interface TakersOptions {
  readonly stack: Stack;
  readonly yardstickUrl: string;
  readonly generator: Child;
  readonly programs: readonly Program[];
  readonly deck: Deck;
  readonly deviceTokens: readonly string[];
  readonly onAnswered: (scanIds: readonly string[]) => void;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Whoever takes a turn: the generator, against one or the other, with scans that were never sent before. */
export function makeTakers(options: TakersOptions): Takers {
  const { stack, yardstickUrl, generator, programs, deck, deviceTokens, onAnswered, say, signal } = options;
  const verifyUrl = `${stack.gatewayUrl.replace('localhost', '127.0.0.1')}/v1/verify`;
  let firstScan = 0;
  const take = async (target: Pick<TurnOrder, 'url' | 'namesScans'>, load: Load): Promise<Turn> => {
    const turn = await generator.ask<Turn>({ ...target, load, deck, deviceTokens, firstScan }, signal);
    firstScan += turn.sent;
    return turn;
  };
  const cpu = () => programs.map((program) => [program.name, cpuUsed(program)] as const);
  return {
    yardstick: async (load) => {
      const turn = await take({ url: yardstickUrl, namesScans: false }, load);
      say(`yardstick: ${describe(turn)}`);
      return turn;
    },
    verify: async (load) => {
      const since = new Date();
      const before = new Map(cpu());
      const turn = await take({ url: verifyUrl, namesScans: true }, load);
      onAnswered(turn.answered);
      // The yardstick's turn must not pay for what is left of this one.
      const drainedAfter = await awaitDrained(stack, { since, scans: turn.answered.length }, signal);
      const used = Object.fromEntries(cpu().map(([name, until]) => [name, until - (before.get(name) ?? 0)]));
      const stored = drainedAfter === null ? 'not within two minutes' : `after ${drainedAfter.toFixed(0)} ms`;
      say(`verify: ${describe(turn)}, all stored ${stored}`);
      return { ...turn, drainedAfter, cpu: used };
    },
  };
}

function describe({ perSecond, latency }: Turn): string {
  return `${perSecond.toFixed(0)} scans/s, p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms`;
}
