import { percentilesOf, type Percentiles } from '../measuring/latencies';
import type { TalliedTurn } from './tally';
import type { Turn } from './turn';

/** What generators that ran at the same time found together. Throws when nothing was sent: there are no figures of nothing. */
export function wholeTurn(parts: readonly TalliedTurn[]): Turn {
  const sum = (of: (part: TalliedTurn) => number) => parts.reduce((total, part) => total + of(part), 0);
  const latencyOf = (kind: keyof TalliedTurn['latencies']) => percentilesOf(parts.map((part) => part.latencies[kind]));
  const latency = latencyOf('sinceDue');
  const latencySinceSent = latencyOf('sinceSent');
  if (!latency || !latencySinceSent) throw new RangeError('no scan was answered');
  const wrong: Record<string, number> = {};
  for (const part of parts) {
    for (const [what, count] of Object.entries(part.wrong)) wrong[what] = (wrong[what] ?? 0) + count;
  }
  const answered = parts.flatMap((part) => part.answered);
  const longest = (of: 'sending' | 'answering') => Math.max(...parts.map(({ seconds }) => seconds[of]));
  return {
    sent: sum(({ sent }) => sent),
    answered,
    right: sum(({ right }) => right),
    refused: sum(({ refused }) => refused),
    late: { known: sum(({ late }) => late.known), unknown: sum(({ late }) => late.unknown) },
    decisions: {
      allow: sum(({ decisions }) => decisions.allow),
      check: sum(({ decisions }) => decisions.check),
      deny: sum(({ decisions }) => decisions.deny),
    },
    wrong,
    perSecond: answered.length / longest('answering'),
    offeredPerSecond: sum(({ sent }) => sent) / longest('sending'),
    latency,
    latencySinceSent,
    refusedLatency: latencyOf('refused'),
    sentLate: latencyOf('sentLate'),
    eventLoopDelay: worst(parts.map(({ eventLoopDelay }) => eventLoopDelay)),
  };
}

function worst(all: readonly Percentiles[]): Percentiles {
  const greatest = (of: (one: Percentiles) => number) => Math.max(...all.map(of));
  return {
    p50: greatest(({ p50 }) => p50),
    p99: greatest(({ p99 }) => p99),
    p999: greatest(({ p999 }) => p999),
    max: greatest(({ max }) => max),
  };
}
