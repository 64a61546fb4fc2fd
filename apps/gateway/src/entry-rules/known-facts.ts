import type { EntryRule } from '@entry/contracts/events/administration.v1';

const elapsed = (name: string) => [name, `${name}.days`, `${name}.months`];

/** The paths of the facts document that a rule may read. */
const knownFacts: ReadonlySet<string> = new Set([
  'infected',
  'doses',
  ...['firstDose', 'course', 'protection', 'recovery'].flatMap(elapsed),
  'negativeTest',
  'negativeTest.hours',
]);

/**
 * CertLogic reads an unknown path as null, which `!` turns into true: a misspelt `{"!": [{"var": "infectd"}]}` would let everyone
 * pass. A rule that reads anything but known facts is therefore no rule that can be satisfied.
 */
export function readsKnownFactsOnly(logic: EntryRule['logic']): boolean {
  if (typeof logic !== 'object' || logic === null) return true;
  if (Array.isArray(logic)) return logic.every(readsKnownFactsOnly);

  return Object.entries(logic).every(([operator, operands]) =>
    operator === 'var' ? typeof operands === 'string' && knownFacts.has(operands) : readsKnownFactsOnly(operands),
  );
}
