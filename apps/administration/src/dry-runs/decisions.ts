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

/** Places in `rules`; null: no policy is in force. */
type Asked = readonly number[] | null;

/**
 * What a candidate would change for people of one health status, at the instant when it begins. A rule is evaluated once for all whose facts
 * are the same as far as it reads them: people differ by the day, and most rules ask for little.
 */
export class Decisions {
  private readonly at: Date;
  /** Of the policies with and without the candidate; those with the same logic once. */
  private readonly rules: RuleAnswers[] = [];
  private readonly placeOfLogic = new Map<string, number>();
  private readonly asked: readonly { kind: VenueKind; before: Asked; after: Asked }[];

  constructor(candidate: EntryPolicyV1, published: readonly EntryPolicyV1[]) {
    this.at = new Date(candidate.validFrom);
    const others = published.filter(({ policyVersion }) => policyVersion !== candidate.policyVersion);
    const askedBy = (policies: readonly EntryPolicyV1[], kind: VenueKind): Asked => {
      const policy = policyInForce(policies, kind, this.at);
      return policy && policy.rules.filter((rule) => holdsAt(rule, kind)).map((rule) => this.placeOf(rule));
    };
    this.asked = venueKinds.map((kind) => ({
      kind,
      before: askedBy(others, kind),
      after: askedBy([...others, candidate], kind),
    }));
  }

  /** What every rule says of somebody: a letter for each, the same for all for whom the same would change. */
  answersFor(status: HealthStatusV1 | null): string {
    const facts = healthFactsAt(status, this.at);
    let answers = '';
    for (const rule of this.rules) answers += rule.isSatisfied(facts) ? 'y' : 'n';
    return answers;
  }

  /** At each kind of venue: the decision by the policy that would be in force without the candidate, and with it. */
  changesFor(answers: string): Changes {
    const decide = (asked: Asked) =>
      asked
        ? worstOf(asked.filter((place) => answers[place] === 'n').map((place) => this.rules[place]!.rule))
        : 'check';
    const changes = this.asked.map(({ kind, before, after }) => [kind, [decide(before), decide(after)]]);
    return Object.fromEntries(changes) as Changes;
  }

  private placeOf(rule: EntryRule): number {
    const key = JSON.stringify([rule.decision, rule.logic]);
    const known = this.placeOfLogic.get(key);
    if (known !== undefined) return known;
    const place = this.rules.push(new RuleAnswers(rule)) - 1;
    this.placeOfLogic.set(key, place);
    return place;
  }
}

class RuleAnswers {
  private readonly answers = new Map<string, boolean>();
  private readonly read: readonly (keyof HealthFacts)[];

  constructor(readonly rule: EntryRule) {
    // `protection` for whoever reads `protection.months`.
    const names = pathsReadBy(rule.logic).map((path) => String(path).split('.')[0] as keyof HealthFacts);
    this.read = [...new Set(names)];
  }

  isSatisfied(facts: HealthFacts): boolean {
    const key = JSON.stringify(this.read.map((name) => facts[name]));
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const answer = isSatisfied(this.rule, facts);
    this.answers.set(key, answer);
    return answer;
  }
}
