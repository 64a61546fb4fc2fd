import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';

/**
 * The policy that holds at a moment: of those whose `[validFrom, validTo)` contains it, the one that began last. A version still to
 * come hides nothing, and when a short-lived one ends, the one before it holds again. Null: no policy, so nobody may be allowed in.
 */
export function policyInForce(policies: Iterable<EntryPolicyV1>, at: Date): EntryPolicyV1 | null {
  const valid = [...policies].filter((policy) => isValid(policy, at.getTime()));
  return valid.sort(latestFirst)[0] ?? null;
}

function isValid({ validFrom, validTo }: EntryPolicyV1, at: number): boolean {
  return Date.parse(validFrom) <= at && (validTo === null || at < Date.parse(validTo));
}

function latestFirst(one: EntryPolicyV1, other: EntryPolicyV1): number {
  const byBeginning = Date.parse(other.validFrom) - Date.parse(one.validFrom);
  return byBeginning || other.policyVersion.localeCompare(one.policyVersion, 'en', { numeric: true });
}
