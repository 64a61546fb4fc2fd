import type { EntryRule } from '@entry/contracts/events/administration.v1';
import type { InputError } from '@entry/platform/http/problem';
import { isSatisfied } from '@entry/platform/entry-rules/evaluate-rules';

/** Vectors whose rule says something else of them than they do, by where they stand in the body. */
export function failingVectors(rules: readonly EntryRule[]): InputError[] {
  return rules.flatMap((rule, place) =>
    (rule.vectors ?? []).flatMap(({ facts, satisfied }, vector) => {
      const found = isSatisfied(rule, facts);
      const message = `says satisfied: ${satisfied}, and the rule ${found ? 'is' : 'is not'}`;
      const pointer = `/rules/${place}/vectors/${vector}`;
      return found === satisfied ? [] : [{ pointer, code: 'VECTOR_FAILS', message }];
    }),
  );
}
