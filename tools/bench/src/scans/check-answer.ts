import type { Card } from './deck';

/** What came back for a scan; `failure` when nothing did. */
export type Reply = { readonly status: number; readonly text: string } | { readonly failure: string };

/** `late`: `check`, since the facts of a person did not come within the limits of the gateway. It is safe, but not what a look in peace gives. */
export type Finding =
  { readonly kind: 'right' } | { readonly kind: 'late' } | { readonly kind: 'wrong'; readonly what: string };

interface AnswerBody {
  readonly scanId?: string;
  readonly decision?: string;
  readonly reasons?: readonly { readonly code: string }[];
}

/** Compares with what the card got before the load. `scanId` is null where an answer needs not to name its scan. */
export function checkAnswer(reply: Reply, card: Card, scanId: string | null): Finding {
  if ('failure' in reply) return wrong(`no answer: ${reply.failure}`);
  const body = parse(reply.text);
  if (reply.status !== 200) return wrong(`status ${reply.status} ${body?.code ?? ''}`.trimEnd());
  if (!body?.decision) return wrong('an answer without a decision');
  if (scanId !== null && body.scanId !== scanId) return wrong("another scan's answer");
  const reasons = body.reasons?.map(({ code }) => code) ?? [];
  if (body.decision === 'check' && reasons.includes('FACTS_UNAVAILABLE')) return { kind: 'late' };
  const [found, expected] = [[body.decision, ...reasons].join(' '), [card.decision, ...card.reasons].join(' ')];
  return found === expected ? { kind: 'right' } : wrong(`${found} instead of ${expected}`);
}

function wrong(what: string): Finding {
  return { kind: 'wrong', what };
}

function parse(text: string): (AnswerBody & { readonly code?: string }) | null {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch {
    return null;
  }
}
