import { Child } from '../processes/child';
import type { Deck } from '../scans/deck';
import type { TalliedTurn } from './tally';
import type { Load, Turn, TurnOrder } from './turn';
import { wholeTurn } from './whole-turn';

/** Who is scanned at, with how many scans each generator has sent there already. */
export class Target {
  readonly sent: number[] = [];

  constructor(
    readonly url: string,
    readonly namesScans: boolean,
  ) {}
}

export interface Cards {
  readonly deck: Deck;
  readonly deviceTokens: readonly string[];
}

/** Load generators, each a process with devices of its own; more than one where a single event loop would be what is measured. */
export class Generators {
  private constructor(private readonly children: readonly Child[]) {}

  static start(count: number, onStart: (child: Child) => void): Generators {
    const program = require.resolve('./generator-program');
    const children = Array.from({ length: count }, (_, index) => Child.start(`load generator ${index + 1}`, program));
    children.forEach(onStart);
    return new Generators(children);
  }

  get pids(): (number | undefined)[] {
    return this.children.map(({ pid }) => pid);
  }

  /**
   * All generators at once, each with its share of the load, at the targets in turns; ends when the load does, and an endless one when
   * `stop` says so.
   */
  async take(
    targets: readonly Target[],
    load: Load,
    cards: Cards,
    signal: AbortSignal,
    stop?: AbortSignal,
  ): Promise<Turn> {
    const onStop = () => this.children.forEach((child) => child.tell('stop'));
    stop?.addEventListener('abort', onStop);
    try {
      const parts = await Promise.all(
        this.children.map(async (child, index) => {
          const target = targets[index % targets.length];
          if (!target) throw new RangeError('There is at least one target');
          const order = orderOf(target, load, cards, { index, count: this.children.length });
          const part = await child.ask<TalliedTurn>(order, signal);
          target.sent[index] = (target.sent[index] ?? 0) + part.sent;
          return part;
        }),
      );
      return wholeTurn(parts);
    } finally {
      stop?.removeEventListener('abort', onStop);
    }
  }
}

function orderOf(
  { url, namesScans, sent }: Target,
  load: Load,
  { deck, deviceTokens }: Cards,
  { index, count }: { index: number; count: number },
): TurnOrder {
  const share = { connections: Math.ceil(load.connections / count) };
  const sentBefore = sent[index] ?? 0;
  return {
    url,
    namesScans,
    deck,
    load: load.kind === 'closed' ? { ...load, ...share } : { ...load, ...share, rate: load.rate / count },
    deviceTokens: deviceTokens.filter((_, device) => device % count === index),
    firstScan: sentBefore,
    firstCard: sentBefore + Math.floor((index * deck.known.length) / count),
  };
}
