import type { EntryRule } from './events/administration.v1';

const elapsed = (name: string) => [name, `${name}.days`, `${name}.months`];

/** The paths of the facts document that a rule may read. */
const knownFacts: ReadonlySet<string> = new Set([
  'infected',
  'doses',
  ...['firstDose', 'course', 'protection', 'recovery'].flatMap(elapsed),
  'negativeTest',
  'negativeTest.hours',
]);

const checkedRules = new WeakMap<EntryRule, boolean>();

/**
 * CertLogic reads an unknown path as null, which `!` turns into true: a misspelt `{"!": [{"var": "infectd"}]}` would let everyone
 * pass. A rule that reads anything but known facts is therefore no rule that can be satisfied. Rules are never changed once read, so
 * that each is looked through once.
 */
export function readsKnownFactsOnly(rule: EntryRule): boolean {
  const checked = checkedRules.get(rule) ?? hasKnownPathsOnly(rule.logic);
  checkedRules.set(rule, checked);
  return checked;
}

function hasKnownPathsOnly(logic: EntryRule['logic']): boolean {
  return pathsReadBy(logic).every((path) => typeof path === 'string' && knownFacts.has(path));
}

/** The operand of each `var`, which is no text in a rule that is none. */
export function pathsReadBy(logic: EntryRule['logic']): unknown[] {
  if (typeof logic !== 'object' || logic === null) return [];
  if (Array.isArray(logic)) return logic.flatMap(pathsReadBy);
  return Object.entries(logic).flatMap(([operator, operands]) =>
    operator === 'var' ? [operands] : pathsReadBy(operands),
  );
}
