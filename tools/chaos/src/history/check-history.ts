import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import type { AppliedBatch, Attempt, History } from './history';

/** What a history says when it is held against what is stored, and against what each card may get. */
export interface HistoryCheck {
  /** Scans, however often they were sent. */
  readonly invoked: number;
  readonly sentAgain: number;
  /** Scans that got a decision. */
  readonly acknowledged: number;
  /** Of these, those that are stored. */
  readonly found: number;
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  /** Stored, though nobody sent them. */
  readonly strange: readonly string[];
  readonly wronglyAllowed: readonly Attempt[];
}

export interface Expectations {
  /** How often each scan is stored. */
  readonly stored: ReadonlyMap<string, number>;
  /** What a system that is left alone says of each card before the first batch with infections, and after each of them. */
  readonly stages: readonly (readonly string[])[];
}

/** In milliseconds: when a change must be seen by every gate that is healthy, and by any that still lets people in. */
const healthyBound = 5_000;
const freshnessBound = defaultEntryPolicy.factsMaxAge.usual * 1_000;
/** How long after a fault the system counts as not yet healthy. */
const recovery = 10_000;

/** Holds a recorded history against the outcome, as Jepsen does: what was acknowledged is there, once, and nobody was let in wrongly. */
export function checkHistory(history: History, { stored, stages }: Expectations): HistoryCheck {
  const scans = Map.groupBy(history.attempts, ({ scanId }) => scanId);
  const acknowledged = [...scans].flatMap(([scanId, attempts]) => {
    const answer = attempts.find(({ completion }) => completion === 'ok');
    return answer ? [{ scanId, answer, firstSentAt: Math.min(...attempts.map(({ invokedAt }) => invokedAt)) }] : [];
  });
  const lost = acknowledged.filter(({ scanId }) => !stored.has(scanId)).map(({ scanId }) => scanId);
  return {
    invoked: scans.size,
    sentAgain: [...scans.values()].filter((attempts) => attempts.length > 1).length,
    acknowledged: acknowledged.length,
    found: acknowledged.length - lost.length,
    lost,
    twice: [...stored].filter(([, times]) => times > 1).map(([scanId]) => scanId),
    strange: [...stored.keys()].filter((scanId) => !scans.has(scanId)),
    wronglyAllowed: acknowledged
      .filter(({ answer, firstSentAt }) => isWronglyAllowed(answer, firstSentAt, history, stages))
      .map(({ answer }) => answer),
  };
}

/**
 * An `allow` for a card that is let in at no stage which still held when the scan was first sent, or came later. A stage is over once
 * a later batch of infections is known to have arrived at the gates: it is completed, or was accepted so long ago that it must have.
 */
function isWronglyAllowed(
  { decision, card }: Attempt,
  sentAt: number,
  history: History,
  stages: Expectations['stages'],
): boolean {
  if (decision !== 'allow') return false;
  const arrived = history.batches
    .filter(({ kind }) => kind === 'infection')
    .filter((batch) => hasArrived(batch, sentAt, history));
  return !stages.slice(arrived.length).some((verdicts) => verdicts[card]?.startsWith('allow'));
}

function hasArrived({ acceptedAt, completedAt }: AppliedBatch, at: number, { faults }: History): boolean {
  const isHealthy = faults.every(({ struckAt, overAt }) => at < struckAt || overAt + recovery < acceptedAt);
  return completedAt < at || acceptedAt + (isHealthy ? healthyBound : freshnessBound) < at;
}
