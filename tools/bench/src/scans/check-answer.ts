import type { Reply } from '@entry/client/poster';
import type { Decision } from '@entry/contracts/vocabulary/decisions';
import type { Card } from './deck';

/**
 * `late`: the facts of a person did not come within the limits of the gateway, or are older than the entry policy takes. It is safe, but not
 * what a look in peace gives. `unkept`: it says that the scan could not be recorded in time, and is as safe. `refused`: the gate has too
 * much to do, and says when to come again; any other refusal is wrong.
 */
export type Finding = { readonly decision?: Decision } & (
  | { readonly kind: 'right' }
  | { readonly kind: 'late' }
  | { readonly kind: 'unkept' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'wrong'; readonly what: string }
);

interface AnswerBody {
  readonly scanId?: string;
  readonly decision?: Decision;
  readonly reasons?: readonly { readonly code: string }[];
}

/** Compares with what the card got before the load. `scanId` is null where an answer needs not to name its scan. */
export function checkAnswer(reply: Reply, card: Card, scanId: string | null): Finding {
  if ('failure' in reply) return wrong(`no answer: ${reply.failure}`);
  if ((reply.status === 429 || reply.status === 503) && reply.retryAfter !== null) return { kind: 'refused' };
  const body = parse(reply.text);
  if (reply.status !== 200) return wrong(`status ${reply.status} ${body?.code ?? ''}`.trimEnd());
  if (!body?.decision) return wrong('an answer without a decision');
  const { decision } = body;
  if (scanId !== null && body.scanId !== scanId) return { ...wrong("another scan's answer"), decision };
  const reasons = body.reasons?.map(({ code }) => code) ?? [];
  // Nobody is let in for want of something, and whoever is denied for what is known stays denied.
  const isSafe = decision === 'check' || (decision === 'deny' && card.decision === 'deny');
  if (isSafe && reasons.includes('NOT_RECORDED')) return { kind: 'unkept', decision };
  // When the cache is slow the owners are asked, who do not know everybody that a benchmark has put into it.
  const isLate = reasons.includes('FACTS_UNAVAILABLE') || (card.onlyCached && reasons.includes('NOT_IN_REGISTER'));
  if (isSafe && isLate) return { kind: 'late', decision };
  const [found, expected] = [[decision, ...reasons].join(' '), [card.decision, ...card.reasons].join(' ')];
  return { ...(found === expected ? { kind: 'right' } : wrong(`${found} instead of ${expected}`)), decision };
}

function wrong(what: string): Extract<Finding, { kind: 'wrong' }> {
  return { kind: 'wrong', what };
}

function parse(text: string): (AnswerBody & { readonly code?: string }) | null {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch {
    return null;
  }
}
