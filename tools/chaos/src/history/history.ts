import type { BatchKind } from '@entry/client/city-client';
import type { Decision } from '@entry/contracts/vocabulary/decisions';
import type { StruckFault } from '../faults/fault-injector';

/**
 * What came of sending a scan: `ok` is an answer with a decision; `failed` was surely not taken in; of what is `indeterminate`
 * nobody knows whether it was.
 */
export type Completion = 'ok' | 'failed' | 'indeterminate';

/** One sending of a scan. Nothing of the card but which of the city's it is; times are milliseconds of the clock of day. */
export interface Attempt {
  readonly scanId: string;
  /** Which of the scanners. */
  readonly scanner: number;
  readonly card: number;
  /** From 1 on, for each sending of the same scan. */
  readonly attempt: number;
  readonly invokedAt: number;
  readonly completedAt: number;
  readonly completion: Completion;
  readonly decision: Decision | null;
  /** A status and code, or how the connection ended; null for a decision. */
  readonly why: string | null;
}

export interface AppliedBatch {
  readonly kind: BatchKind;
  /** When its upload was answered with 202. */
  readonly acceptedAt: number;
  /** When it was seen to be completed. */
  readonly completedAt: number;
}

/** Everything that was done to the system in a run, and what it answered. */
export interface History {
  readonly attempts: readonly Attempt[];
  readonly batches: readonly AppliedBatch[];
  readonly faults: readonly StruckFault[];
}
