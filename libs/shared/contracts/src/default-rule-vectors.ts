import type { EntryRule } from './events/administration.v1';
import type { HealthFactsDocument, RuleVector } from './vocabulary/health-facts';

const nobody: HealthFactsDocument = {
  infected: false,
  doses: 0,
  firstDose: null,
  course: null,
  protection: null,
  recovery: null,
  negativeTest: null,
};
const tested = { ...nobody, negativeTest: { hours: 12 } };
const elapsed = (days: number, months: number) => ({ days, months });
const vaccinatedFor = (days: number, months: number): HealthFactsDocument => {
  const course = elapsed(days, months);
  return { ...nobody, doses: 2, firstDose: elapsed(days + 28, months + 1), course, protection: course };
};
const vaccinated = vaccinatedFor(30, 1);
const oneDoseFor = (days: number, months: number) => ({ ...nobody, doses: 1, firstDose: elapsed(days, months) });
const freshDose = oneDoseFor(5, 1);
const olderDose = oneDoseFor(40, 2);

const vector = (satisfying: HealthFactsDocument, failing: HealthFactsDocument): RuleVector[] => [
  { facts: satisfying, satisfied: true },
  { facts: failing, satisfied: false },
];

/** Of each default rule, in their order. */
const vectors: readonly RuleVector[][] = [
  vector(nobody, { ...nobody, infected: true }),
  vector(vaccinated, nobody),
  vector(tested, nobody),
  vector(nobody, tested),
  vector(vaccinated, vaccinatedFor(380, 13)),
  vector({ ...nobody, recovery: elapsed(30, 1) }, { ...nobody, recovery: elapsed(300, 10) }),
  vector(tested, nobody),
  vector(vaccinated, olderDose),
  vector(nobody, olderDose),
  vector(olderDose, freshDose),
  vector({ ...freshDose, negativeTest: { hours: 12 } }, freshDose),
];

/** Somebody who satisfies each rule, and somebody who does not. */
export const withVectors = (rules: readonly EntryRule[]): EntryRule[] =>
  rules.map((rule, place) => ({ ...rule, vectors: vectors[place] ?? [] }));
