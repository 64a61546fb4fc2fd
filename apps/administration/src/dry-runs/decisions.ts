import type { EntryPolicyV1, EntryRule } from '@entry/contracts/events/administration.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import type { VenueKind } from '@entry/contracts/vocabulary/venues';
import { healthFactsAt } from '@entry/platform/entry-rules/domain/health-facts';
import { holdsAt, isSatisfied } from '@entry/platform/entry-rules/evaluate-rules';
import { policyInForce } from '@entry/platform/entry-rules/policy-in-force';
import type { Decision } from './domain/transitions';

export type Status = HealthStatusV1 | null;

/** What a candidate would change for people of one health status, at the instant when it begins. Each rule is evaluated once for each status. */
export class Decisions {
  private readonly at: Date;
  private readonly evaluated = new Map<Status, Map<EntryRule, boolean>>();

  constructor(
    private readonly candidate: EntryPolicyV1,
    private readonly published: readonly EntryPolicyV1[],
  ) {
    this.at = new Date(candidate.validFrom);
  }

  /** By the policy that would be in force without the candidate, and with it. */
  of(status: Status, venueKind: VenueKind): [before: Decision, after: Decision] {
    const others = this.published.filter(({ policyVersion }) => policyVersion !== this.candidate.policyVersion);
    const before = this.decide(policyInForce(others, venueKind, this.at), status, venueKind);
    return [before, this.decide(policyInForce([...others, this.candidate], venueKind, this.at), status, venueKind)];
  }

  private decide(policy: EntryPolicyV1 | null, status: Status, venueKind: VenueKind): Decision {
    if (!policy) return 'check';
    const failing = policy.rules.filter((rule) => holdsAt(rule, venueKind) && !this.isSatisfied(rule, status));
    if (failing.some(({ decision }) => decision === 'deny')) return 'deny';
    return failing.length > 0 ? 'check' : 'allow';
  }

  private isSatisfied(rule: EntryRule, status: Status): boolean {
    const known = this.evaluated.get(status) ?? new Map<EntryRule, boolean>();
    this.evaluated.set(status, known);
    const before = known.get(rule);
    if (before !== undefined) return before;
    const found = isSatisfied(rule, healthFactsAt(status, this.at));
    known.set(rule, found);
    return found;
  }
}
