import { z } from 'zod';

const Elapsed = z.strictObject({ days: z.int().min(0), months: z.int().min(0) }).nullable();

/** What entry rules read about one person at one moment; explained in docs/entry-rules.md. */
export const HealthFactsDocument = z.strictObject({
  infected: z.boolean(),
  doses: z.int().min(0).max(20),
  firstDose: Elapsed,
  course: Elapsed,
  protection: Elapsed,
  recovery: Elapsed,
  negativeTest: z.strictObject({ hours: z.int().min(0) }).nullable(),
});
export type HealthFactsDocument = z.output<typeof HealthFactsDocument>;

/** A person for whom it is known whether they satisfy a rule: what shows that the rule says what its author meant. */
export const RuleVector = z.strictObject({ facts: HealthFactsDocument, satisfied: z.boolean() });
export type RuleVector = z.output<typeof RuleVector>;
