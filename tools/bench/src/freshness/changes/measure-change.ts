import { setTimeout as delay } from 'node:timers/promises';
import type { Poster } from '@entry/client/poster';
import type { Reply } from '@entry/client/poster';
import type { Change, MeasuredChange } from './change';

const patience = 30_000;
/** When a gate that still lets somebody in is wrong, in milliseconds after the change was accepted. */
const latest = 5_000;

/**
 * Asks every gate for the change, each as often as `every` milliseconds, from before it is sent until the last one knows. `wrongAllows`
 * comes later: how many gates let somebody in five seconds after the change was accepted.
 */
export async function measureChange(
  change: Change,
  gates: readonly Poster[],
  every: number,
  signal: AbortSignal,
): Promise<{ measured: MeasuredChange; wrongAllows: Promise<number> }> {
  const { token, body } = change.scan;
  let scans = 0;
  const ask = (gate: Poster) => {
    scans += 1;
    return gate.post(token, body);
  };
  const givenUp = new AbortController();
  const until = AbortSignal.any([signal, givenUp.signal]);
  const watches = gates.map((gate) => firstSeen(change, () => ask(gate), every, until));
  await change.accept();
  const acceptedAt = performance.now();
  const wrongAllows = delay(latest, undefined, { signal }).then(async () => {
    const replies = await Promise.all(gates.map(ask));
    return replies.filter((reply) => answerIn(reply).decision === 'allow' && !change.isSeenIn(reply)).length;
  });
  // Whoever waits for it learns of an end that came before; until then it must not end the process.
  wrongAllows.catch(() => undefined);
  const giveUp = setTimeout(() => givenUp.abort(), patience);
  const seenAt = await Promise.all(watches);
  clearTimeout(giveUp);
  signal.throwIfAborted();
  const times = seenAt.map((at) => (at === null ? null : Math.max(0, at - acceptedAt)));
  const seenAfter = times.every((time) => time !== null) ? Math.max(...times) : null;
  return { measured: { kind: change.kind, seenAfter, scans }, wrongAllows };
}

/** The instant of the first answer that shows the change; null when the signal came before that. */
async function firstSeen(
  change: Change,
  ask: () => Promise<Reply>,
  every: number,
  signal: AbortSignal,
): Promise<number | null> {
  while (!signal.aborted) {
    const sentAt = performance.now();
    const reply = await ask();
    if (change.isSeenIn(reply)) return performance.now();
    await delay(Math.max(0, sentAt + every - performance.now()));
  }
  return null;
}

/** What of an answer is looked at; nothing of what is no answer. */
export function answerIn(reply: Reply): { decision?: string; policyVersion?: string; codes: string[] } {
  if (!('status' in reply)) return { codes: [] };
  const {
    decision,
    policyVersion,
    reasons = [],
  } = JSON.parse(reply.text) as {
    decision?: string;
    policyVersion?: string;
    reasons?: { code: string }[];
  };
  return {
    ...(decision !== undefined && { decision }),
    ...(policyVersion !== undefined && { policyVersion }),
    codes: reasons.map(({ code }) => code),
  };
}
