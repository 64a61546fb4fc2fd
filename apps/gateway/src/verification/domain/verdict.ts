import { reasonCodes, type Decision } from '@entry/contracts/vocabulary/decisions';
import { reasonOf, type CardFinding, type Reason } from './card-reasons';

export interface Verdict {
  readonly decision: Decision;
  /** Deny first, then check; among these the contract's codes in its order, then the rules' own. No code twice. */
  readonly reasons: readonly Reason[];
}

const rank: ReadonlyMap<string, number> = new Map(reasonCodes.map((code, index) => [code, index]));

/** The worst of the reasons decides; only a person without any is allowed in. */
export function decideEntry(given: {
  readonly findings: readonly CardFinding[];
  readonly ruleResults: readonly Reason[];
}): Verdict {
  const sorted = [...given.findings.map(reasonOf), ...given.ruleResults].sort(worstFirst);
  const reasons = sorted.filter(({ code }, index) => sorted.findIndex((other) => other.code === code) === index);

  if (reasons.length === 0) return { decision: 'allow', reasons };
  return { decision: reasons.some(({ decision }) => decision === 'deny') ? 'deny' : 'check', reasons };
}

function worstFirst(one: Reason, other: Reason): number {
  const bySeverity = severity(one) - severity(other);
  if (bySeverity !== 0) return bySeverity;

  const byTable = (rank.get(one.code) ?? rank.size) - (rank.get(other.code) ?? rank.size);
  if (byTable !== 0) return byTable;

  return one.code < other.code ? -1 : one.code > other.code ? 1 : 0;
}

function severity({ decision }: Reason): number {
  return decision === 'deny' ? 0 : 1;
}
