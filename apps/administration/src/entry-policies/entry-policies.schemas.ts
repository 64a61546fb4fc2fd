import { EntryPolicyV1, EntryRule } from '@entry/contracts/events/administration.v1';
import { readsKnownFactsOnly } from '@entry/contracts/known-facts';
import { z } from 'zod';
import { pageOf } from '../paging/page';
import { printable } from '../requests/printable';

export const EntryPolicyPage = pageOf(EntryPolicyV1.data);
export type EntryPolicyPage = z.output<typeof EntryPolicyPage>;

const mostRules = 200;

/** Whoever misspells a fact is told at once: at a gate such a rule is one that nobody satisfies. */
const PublishedRule = z.strictObject(EntryRule.shape).refine(readsKnownFactsOnly, {
  path: ['logic'],
  message: 'reads something that is no fact of docs/entry-rules.md',
});

export const PublishEntryPolicyRequest = z
  .strictObject({
    ...EntryPolicyV1.data.omit({ version: true }).shape,
    policyVersion: printable(100),
    rules: z.array(PublishedRule).min(1).max(mostRules),
  })
  .refine(({ validFrom, validTo }) => validTo === null || Date.parse(validFrom) < Date.parse(validTo), {
    path: ['validTo'],
    message: 'must be after validFrom',
  });
export type PublishEntryPolicyRequest = z.output<typeof PublishEntryPolicyRequest>;
