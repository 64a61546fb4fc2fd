import type { Percentiles } from '../measuring/latencies';
import type { Deck } from '../scans/deck';
import type { Decision } from '@entry/contracts/vocabulary/decisions';

/**
 * `connections` devices, each of which sends its next scan when it has the answer; or `rate` scans a second, whatever the answers do,
 * over at most `connections`. An open loop without an end goes on until it is told to stop.
 */
export type Load =
  | { readonly kind: 'closed'; readonly connections: number; readonly seconds: number }
  | { readonly kind: 'open'; readonly rate: number; readonly connections: number; readonly seconds: number | null };

/**
 * The connections of an open loop: scanners keep theirs open. What is due while all of them wait is late, and counted as that;
 * connections without limit would meet the end of the listening socket's queue, and measure how TCP tries again.
 */
export const openLoopConnections = 256;

/** What one generator is asked to do. */
export interface TurnOrder {
  readonly url: string;
  readonly load: Load;
  readonly deck: Deck;
  readonly deviceTokens: readonly string[];
  /** The number of the first scan: each device counts its own on, and no two generators share a device. */
  readonly firstScan: number;
  /** Where in the deck to begin. */
  readonly firstCard: number;
  /** Whether each answer must name its scan. */
  readonly namesScans: boolean;
}

/** What came of it. Failed scans have latencies too: the time until they failed. */
export interface Turn extends Counts {
  /** Scans answered with a decision in a second, from the first scan until the last answer. */
  readonly perSecond: number;
  /** All scans in a second, over the time in which they were sent. */
  readonly offeredPerSecond: number;
  /** Of all scans but refused ones: in an open loop from when the scan was due, in a closed one from when it was sent. */
  readonly latency: Percentiles;
  /** The same from when it was sent. */
  readonly latencySinceSent: Percentiles;
  /** Until a refusal came; null when none did. */
  readonly refusedLatency: Percentiles | null;
  /** How long after it was due a scan was sent; null in a closed loop, where nothing is due. */
  readonly sentLate: Percentiles | null;
  readonly eventLoopDelay: Percentiles;
}

export interface Counts {
  readonly sent: number;
  /** Of the scans that were answered with 200. */
  readonly answered: readonly string[];
  readonly right: number;
  /** `check` since the facts did not come in time. */
  readonly late: { readonly known: number; readonly unknown: number };
  /** 429 or 503 with a time after which to come again: the gate has too much to do, and says so at once. */
  readonly refused: number;
  readonly decisions: Readonly<Record<Decision, number>>;
  /** How many, by what was wrong. */
  readonly wrong: Readonly<Record<string, number>>;
}
