import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { findCardReasons, type CardInHand } from '../verification/domain/card-findings';
import { withCase, type CardFinding, type Reason } from '../verification/domain/card-reasons';
import { healthFactsAt } from '@entry/platform/entry-rules/domain/health-facts';
import { decideEntry, type Verdict } from '../verification/domain/verdict';
import { areTooOld } from './facts-age';
import { hasRulesFor } from '@entry/platform/entry-rules/policy-in-force';
import { evaluateRules } from '@entry/platform/entry-rules/evaluate-rules';

export interface EntryAttempt extends CardInHand {
  /** Null: surely no record, which is not the same as not knowing. */
  readonly health: HealthStatusV1 | null | 'unavailable';
  /** The one in force at `at`; null when there is none. */
  readonly policy: EntryPolicyV1 | null;
  readonly venueKind: VenueKind;
  /** All changes before this instant are in what was collected; null: the owners have just told. */
  readonly factsAsOf: Date | null;
  readonly at: Date;
}

/** The whole decision on one scan, from facts that were collected before. What is not known is never `allow`. */
export function assessEntry(attempt: EntryAttempt): Verdict {
  const findings = findCardReasons(attempt);
  if (findings.some(isOfSomebodyElse)) return decideEntry({ findings, ruleResults: [] });

  const ruleResults = applyRules(attempt);
  if (ruleResults === 'unavailable') return withoutFacts(findings);

  const verdict = decideEntry({ findings, ruleResults });
  return verdict.decision === 'allow' && hasOldFacts(attempt) ? withoutFacts(findings) : verdict;
}

function withoutFacts(findings: readonly CardFinding[]): Verdict {
  return decideEntry({ findings: [...findings, 'FACTS_UNAVAILABLE'], ruleResults: [] });
}

/** What speaks against somebody does so for longer than what speaks for them. */
function hasOldFacts({ policy, factsAsOf, at, venueKind }: EntryAttempt): boolean {
  return policy !== null && factsAsOf !== null && areTooOld(factsAsOf, at, policy.factsMaxAge, venueKind);
}

/** The health of the number's owner is no business of whoever shows a card that is not theirs: the finding denies by itself. */
function isOfSomebodyElse(finding: CardFinding): boolean {
  return finding === 'NAME_MISMATCH' || finding === 'DOB_MISMATCH' || finding === 'SEX_MISMATCH';
}

/**
 * Records are kept under registered people alone, so that nothing follows from the absence of one for somebody whom the register does
 * not have, or did not answer for: the finding on the card says `check` by itself.
 */
function applyRules({ register, health, policy, venueKind, at }: EntryAttempt): readonly Reason[] | 'unavailable' {
  if (policy === null || !hasRulesFor(policy, venueKind)) return 'unavailable';
  if (health === 'unavailable') return register === null ? [] : 'unavailable';

  const isRegistered = register !== null && register !== 'unavailable';
  if (health === null && !isRegistered) return [];
  const results = evaluateRules(policy, venueKind, healthFactsAt(health, at));
  const caseNumber = isRegistered ? register.caseNumber : undefined;
  return caseNumber === undefined ? results : results.map((reason) => withCase(reason, caseNumber));
}
