import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { holdsAt } from './evaluate-rules';
import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';

/** A policy that says nothing of a kind of venue lets nobody pass there, when there is no other. */
export function hasRulesFor({ rules }: EntryPolicyV1, venueKind: VenueKind): boolean {
  return rules.some((rule) => holdsAt(rule, venueKind));
}

/**
 * The policy that holds at a moment at a kind of venue: of those that have rules for it and whose `[validFrom, validTo)` contains the moment, the one that began last. A version still to
 * come hides nothing, and when a short-lived one ends, the one before it holds again. Null: no policy, so nobody may be allowed in.
 */
export function policyInForce(policies: Iterable<EntryPolicyV1>, venueKind: VenueKind, at: Date): EntryPolicyV1 | null {
  const ofVenue = [...policies].filter((policy) => hasRulesFor(policy, venueKind));
  const valid = ofVenue.filter((policy) => isValid(policy, at.getTime()));
  return valid.sort(latestFirst)[0] ?? null;
}

function isValid({ validFrom, validTo }: EntryPolicyV1, at: number): boolean {
  return Date.parse(validFrom) <= at && (validTo === null || at < Date.parse(validTo));
}

function latestFirst(one: EntryPolicyV1, other: EntryPolicyV1): number {
  const byBeginning = Date.parse(other.validFrom) - Date.parse(one.validFrom);
  return byBeginning || other.policyVersion.localeCompare(one.policyVersion, 'en', { numeric: true });
}
