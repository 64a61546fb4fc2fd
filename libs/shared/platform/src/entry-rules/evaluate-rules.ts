import type { EntryPolicyV1, EntryRule } from '@entry/contracts/events/administration.v1';
import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { evaluate, type CertLogicExpression } from 'certlogic-js';
import type { HealthFacts } from './domain/health-facts';
import { readsKnownFactsOnly } from '@entry/contracts/known-facts';

export type UnsatisfiedRule = Pick<EntryRule, 'code' | 'decision' | 'message'>;

/** A reason for each rule of the venue kind that the person does not satisfy, in the policy's order. Never throws. */
export function evaluateRules(
  { rules }: Pick<EntryPolicyV1, 'rules'>,
  venueKind: VenueKind,
  facts: HealthFacts,
): readonly UnsatisfiedRule[] {
  return rules
    .filter((rule) => holdsAt(rule, venueKind))
    .filter((rule) => !isSatisfied(rule, facts))
    .map(({ code, decision, message }) => ({ code, decision, message }));
}

export function holdsAt({ venueKinds }: EntryRule, venueKind: VenueKind): boolean {
  return venueKinds === null || venueKinds.includes(venueKind);
}

/** Only `true` satisfies: a rule that throws, or gives anything else, lets nobody pass. */
export function isSatisfied(rule: EntryRule, facts: HealthFacts): boolean {
  try {
    return readsKnownFactsOnly(rule) && evaluate(rule.logic as CertLogicExpression, facts) === true;
  } catch {
    return false;
  }
}
