import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { EntryPolicyEntity } from './entry-policy.entity';

export function toPolicyResponse({
  policyVersion,
  validFrom,
  validTo,
  rules,
  factsMaxAge,
  signatureRequired,
  version,
}: EntryPolicyEntity): EntryPolicyV1 {
  return {
    policyVersion,
    validFrom: validFrom.toISOString(),
    validTo: validTo?.toISOString() ?? null,
    rules,
    factsMaxAge,
    signatureRequired,
    version,
  };
}
