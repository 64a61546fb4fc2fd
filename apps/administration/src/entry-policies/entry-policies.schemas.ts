import { EntryPolicyV1, EntryRule } from '@entry/contracts/events/administration.v1';
import { HealthFactsDocument, RuleVector } from '@entry/contracts/vocabulary/health-facts';
import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { VenueKind } from '@entry/contracts/vocabulary/venues';
import { readsKnownFactsOnly } from '@entry/contracts/known-facts';
import { z } from 'zod';
import { pageOf } from '../paging/page';
import { printable } from '../requests/printable';

export const EntryPolicyPage = pageOf(EntryPolicyV1.data);
export type EntryPolicyPage = z.output<typeof EntryPolicyPage>;

const mostRules = 200;

/** Whoever misspells a fact is told at once: at a gate such a rule is one that nobody satisfies. */
const PublishedRule = z
  .strictObject({ ...EntryRule.shape, vectors: z.array(RuleVector).max(100).default([]) })
  .refine(readsKnownFactsOnly, {
    path: ['logic'],
    message: 'reads something that is no fact of docs/entry-rules.md',
  })
  .refine(
    ({ vectors }) => [true, false].every((satisfied) => vectors.some((vector) => vector.satisfied === satisfied)),
    {
      path: ['vectors'],
      message: 'must have somebody who satisfies the rule, and somebody who does not',
    },
  );

export const PublishEntryPolicyRequest = z
  .strictObject({
    ...EntryPolicyV1.data.omit({ version: true }).shape,
    policyVersion: printable(100),
    rules: z.array(PublishedRule).min(1).max(mostRules),
    urgent: z.boolean().default(false).describe('Begins without the 48 hours that people have to prepare'),
    reason: printable(500).optional().describe('Why; required for what is urgent'),
  })
  .refine(({ urgent, reason }) => !urgent || reason !== undefined, {
    path: ['reason'],
    message: 'is required for what is urgent',
  })
  .refine(({ validFrom, validTo }) => validTo === null || Date.parse(validFrom) < Date.parse(validTo), {
    path: ['validTo'],
    message: 'must be after validFrom',
  });
export type PublishEntryPolicyRequest = z.output<typeof PublishEntryPolicyRequest>;

export const PublishDraftRequest = z
  .strictObject({ urgent: z.boolean().default(false), reason: printable(500).optional() })
  .refine(({ urgent, reason }) => !urgent || reason !== undefined, {
    path: ['reason'],
    message: 'is required for what is urgent',
  });
export type PublishDraftRequest = z.output<typeof PublishDraftRequest>;

export const DraftResponse = z.object({
  policy: EntryPolicyV1.data,
  failingVectors: z
    .array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }))
    .describe('While there are some, the draft cannot be published'),
  draftedAt: z.iso.datetime(),
  draftedBy: z.string(),
});
export type DraftResponse = z.output<typeof DraftResponse>;
export const DraftList = z.object({ items: z.array(DraftResponse) });
export type DraftList = z.output<typeof DraftList>;

const Status = HealthStatusV1.data.omit({ subject: true, version: true });

/** Either the facts themselves, or the records that they follow from at an instant. */
export const TryRequest = z.union([
  z.strictObject({ venueKind: VenueKind, facts: HealthFactsDocument }),
  z.strictObject({ venueKind: VenueKind, status: Status.nullable(), at: z.iso.datetime({ offset: true }) }),
]);
export type TryRequest = z.output<typeof TryRequest>;

export const TryResponse = z.object({
  policyVersion: z.string(),
  facts: HealthFactsDocument,
  decision: z.enum(['allow', 'check', 'deny']).describe('Of the rules alone: the card in hand may add to it'),
  rules: z.array(
    z.object({
      code: z.string(),
      decision: z.enum(['check', 'deny']).describe('When it is not satisfied'),
      isAsked: z.boolean().describe('Whether it holds at this kind of venue'),
      satisfied: z.boolean().nullable().describe('Null where it is not asked'),
    }),
  ),
});
export type TryResponse = z.output<typeof TryResponse>;
