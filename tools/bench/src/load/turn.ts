import type { Percentiles } from '../measuring/latencies';
import type { Deck } from '../scans/deck';

/** `connections` devices, each of which sends its next scan when it has the answer; or `rate` scans a second, whatever the answers do. */
export type Load =
  | { readonly kind: 'closed'; readonly connections: number; readonly seconds: number }
  | { readonly kind: 'open'; readonly rate: number; readonly seconds: number };

/**
 * The connections of an open loop: scanners keep theirs open. What is due while all of them wait is late, and counted as that;
 * connections without limit would meet the end of the listening socket's queue, and measure how TCP tries again.
 */
export const openLoopConnections = 256;

/** What the generator is asked to do. */
export interface TurnOrder {
  readonly url: string;
  readonly load: Load;
  readonly deck: Deck;
  readonly deviceTokens: readonly string[];
  /** The number of the first scan: no two turns send the same one. */
  readonly firstScan: number;
  /** Whether each answer must name its scan. */
  readonly namesScans: boolean;
}

/** What came of it. Failed scans have latencies too: the time until they failed. */
export interface Turn {
  readonly sent: number;
  /** Of the scans that were answered with 200. */
  readonly answered: readonly string[];
  /** Answers in a second, from the first scan until the last answer. */
  readonly perSecond: number;
  /** In an open loop from when the scan was due, in a closed one from when it was sent. */
  readonly latency: Percentiles;
  /** How long after it was due a scan was sent; null in a closed loop, where nothing is due. */
  readonly sentLate: Percentiles | null;
  readonly eventLoopDelay: Percentiles;
  readonly right: number;
  /** `check` since the facts did not come in time. */
  readonly late: { readonly known: number; readonly unknown: number };
  /** How many, by what was wrong. */
  readonly wrong: Readonly<Record<string, number>>;
}
