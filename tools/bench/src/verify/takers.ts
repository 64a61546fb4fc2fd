import type { Stack } from '@entry/stack/stack/stack';
import { awaitDrained } from '../backlog/await-drained';
import type { Cards, Generators, Target } from '../load/generators';
import type { Turn } from '../load/turn';
import { cpuUsed, type Program } from '../programs/programs';
import type { Takers } from './contest';

export interface TakersOptions {
  readonly stack: Stack;
  readonly yardstick: Target;
  readonly gateway: Target;
  readonly generators: Generators;
  readonly programs: () => readonly Program[];
  readonly cards: Cards;
  readonly onAnswered: (scanIds: readonly string[]) => void;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Whoever takes a turn: the generators, against one or the other, with scans that were never sent before. */
export function makeTakers(options: TakersOptions): Takers {
  const { stack, yardstick, gateway, generators, programs, cards, onAnswered, say, signal } = options;
  const cpu = () => programs().map((program) => [program.name, cpuUsed(program)] as const);
  return {
    yardstick: async (load) => {
      const turn = await generators.take([yardstick], load, cards, signal);
      say(`yardstick: ${describe(turn)}`);
      return turn;
    },
    verify: async (load) => {
      const since = new Date();
      const before = new Map(cpu());
      const turn = await generators.take([gateway], load, cards, signal);
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

function describe({ perSecond, latency, refused }: Turn): string {
  const refusals = refused > 0 ? `, ${refused} refused` : '';
  return `${perSecond.toFixed(0)} scans/s, p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms${refusals}`;
}
