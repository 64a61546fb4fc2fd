import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { HealthFactsDocument } from '@entry/contracts/vocabulary/health-facts';
import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { holdsAt, isSatisfied } from '@entry/platform/entry-rules/evaluate-rules';
import type { TryResponse } from './entry-policies.schemas';

/** What a policy says of one person at a kind of venue, rule by rule. The card in hand is not part of it. */
export function explain(
  { policyVersion, rules }: Pick<EntryPolicyV1, 'policyVersion' | 'rules'>,
  venueKind: VenueKind,
  facts: HealthFactsDocument,
): TryResponse {
  const explained = rules.map((rule) => {
    const isAsked = holdsAt(rule, venueKind);
    return { code: rule.code, decision: rule.decision, isAsked, satisfied: isAsked ? isSatisfied(rule, facts) : null };
  });
  const reasons = explained.filter(({ satisfied }) => satisfied === false);
  const asked = explained.some(({ isAsked }) => isAsked);
  return { policyVersion, facts, decision: asked ? worstOf(reasons) : 'check', rules: explained };
}

/** Of the rules that somebody does not satisfy. */
export function worstOf(reasons: readonly { readonly decision: 'check' | 'deny' }[]): 'allow' | 'check' | 'deny' {
  if (reasons.some(({ decision }) => decision === 'deny')) return 'deny';
  return reasons.length > 0 ? 'check' : 'allow';
}
