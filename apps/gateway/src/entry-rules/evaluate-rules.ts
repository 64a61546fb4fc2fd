import type { EntryPolicyV1, EntryRule } from '@entry/contracts/events/administration.v1';
import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { evaluate, type CertLogicExpression } from 'certlogic-js';
import type { Reason } from '../verification/domain/card-reasons';
import type { HealthFacts } from '../verification/domain/health-facts';
import { readsKnownFactsOnly } from '@entry/contracts/known-facts';

/** A reason for each rule of the venue kind that the person does not satisfy, in the policy's order. Never throws. */
export function evaluateRules(policy: EntryPolicyV1, venueKind: VenueKind, facts: HealthFacts): readonly Reason[] {
  return policy.rules
    .filter(({ venueKinds }) => venueKinds === null || venueKinds.includes(venueKind))
    .filter((rule) => !isSatisfied(rule, facts))
    .map(({ code, decision, message }) => ({ code, decision, message }));
}

/** Only `true` satisfies: a rule that throws, or gives anything else, lets nobody pass. */
function isSatisfied(rule: EntryRule, facts: HealthFacts): boolean {
  try {
    return readsKnownFactsOnly(rule) && evaluate(rule.logic as CertLogicExpression, facts) === true;
  } catch {
    return false;
  }
}
