import type { EntryPolicyV1, EntryRule } from '@entry/contracts/events/administration.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { pathsReadBy } from '@entry/contracts/known-facts';
import { venueKinds, type VenueKind } from '@entry/contracts/vocabulary/venues';
import { healthFactsAt, type HealthFacts } from '@entry/platform/entry-rules/domain/health-facts';
import { holdsAt, isSatisfied } from '@entry/platform/entry-rules/evaluate-rules';
import { policyInForce } from '@entry/platform/entry-rules/policy-in-force';
import { worstOf } from '../entry-policies/explain';
import type { Change } from './domain/transitions';

export type Changes = Readonly<Record<VenueKind, Change>>;

type Asked = readonly EntryRule[] | null;

/**
 * What a candidate would change for people of one health status, at the instant when it begins. A rule is evaluated once for all whose facts
 * are the same as far as it reads them: people differ by the day, and most rules ask for little.
 */
export class Decisions {
  private readonly at: Date;
  private readonly asked: readonly { kind: VenueKind; before: Asked; after: Asked }[];
  private readonly factsRead = new Map<EntryRule, readonly (keyof HealthFacts)[]>();
  private readonly evaluated = new Map<EntryRule, Map<string, boolean>>();

  constructor(candidate: EntryPolicyV1, published: readonly EntryPolicyV1[]) {
    this.at = new Date(candidate.validFrom);
    const others = published.filter(({ policyVersion }) => policyVersion !== candidate.policyVersion);
    const rulesAt = (policies: readonly EntryPolicyV1[], kind: VenueKind) =>
      policyInForce(policies, kind, this.at)?.rules.filter((rule) => holdsAt(rule, kind)) ?? null;
    this.asked = venueKinds.map((kind) => ({
      kind,
      before: rulesAt(others, kind),
      after: rulesAt([...others, candidate], kind),
    }));
  }

  /** At each kind of venue: the decision by the policy that would be in force without the candidate, and with it. */
  of(status: HealthStatusV1 | null): Changes {
    const facts = healthFactsAt(status, this.at);
    const decide = (rules: Asked) =>
      rules ? worstOf(rules.filter((rule) => !this.isSatisfied(rule, facts))) : 'check';
    const changes = this.asked.map(({ kind, before, after }) => [kind, [decide(before), decide(after)]]);
    return Object.fromEntries(changes) as Changes;
  }

  private isSatisfied(rule: EntryRule, facts: HealthFacts): boolean {
    const read = this.factsRead.get(rule) ?? namesReadBy(rule);
    this.factsRead.set(rule, read);
    const key = JSON.stringify(read.map((name) => facts[name]));
    const known = this.evaluated.get(rule) ?? new Map<string, boolean>();
    this.evaluated.set(rule, known);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = isSatisfied(rule, facts);
    known.set(key, found);
    return found;
  }
}

/** `protection` for whoever reads `protection.months`. */
function namesReadBy({ logic }: EntryRule): (keyof HealthFacts)[] {
  const names = pathsReadBy(logic).map((path) => String(path).split('.')[0] as keyof HealthFacts);
  return [...new Set(names)];
}
