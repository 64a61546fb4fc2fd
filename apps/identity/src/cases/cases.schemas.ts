import { OutcomeCode } from '@entry/contracts/vocabulary/outcomes';
import { LocalDate } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';

const sameField = z
  .boolean()
  .nullable()
  .describe('Whether it agrees with the register; null where there is nothing to compare');

/** A record that failed, with nothing of the register and nothing of the record but which fields agree. */
export const Case = z.object({
  number: z.string(),
  state: z.enum(['open', 'resolved', 'dismissed']),
  kind: z.enum(['vaccination', 'infection']),
  recordId: z.string().nullable(),
  batchId: z.uuid(),
  row: z.int(),
  outcomes: z.array(OutcomeCode),
  agrees: z.object({ idNumber: z.boolean(), fullName: sameField, dateOfBirth: sameField, sex: sameField }),
  facility: z.string().nullable(),
  district: z.string().nullable().describe('Where the citizen lives with whom it was compared'),
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedBy: z.enum(['correction', 'register-change', 'new-record', 'dismissal']).nullable(),
});
export type Case = z.output<typeof Case>;

export const CasePage = z.object({ items: z.array(Case), nextCursor: z.string().nullable() });
export type CasePage = z.output<typeof CasePage>;

/** What happened to a case, oldest first; `by` is the token subject of the official who did it. */
export const CaseEvent = z.object({
  at: z.iso.datetime(),
  event: z.enum(['opened', 'changed', 'resolved', 'dismissed', 'reopened']),
  outcomes: z.array(OutcomeCode),
  by: z.string().nullable(),
  reason: z.string().nullable(),
});

/** One case, with the record as it came or was corrected for who is to work it. */
export const CaseDetails = Case.extend({
  record: z.record(z.string(), z.string()).nullable().describe('For who works the case; null for others'),
  history: z.array(CaseEvent),
});
export type CaseDetails = z.output<typeof CaseDetails>;

export const CaseQuery = z.object({
  state: Case.shape.state.default('open'),
  district: z.string().min(1).optional(),
  outcome: OutcomeCode.optional(),
  facility: z.string().min(1).optional(),
  olderThanDays: z.coerce.number().int().min(0).max(36_500).optional().describe('Opened so many days ago or earlier'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .default('0'),
});
export type CaseQuery = z.output<typeof CaseQuery>;

/** Fields of the record under the names of the batch's columns, in the place of what came. */
export const Correction = z.object({ fields: z.record(z.string().max(64), z.string().max(500)) });
export type Correction = z.output<typeof Correction>;

export const Reason = z.object({ reason: z.string().trim().min(3).max(1_000).describe('No personal data') });
export type Reason = z.output<typeof Reason>;

export const CaseCountsQuery = z.object({ from: LocalDate, to: LocalDate });
export type CaseCountsQuery = z.output<typeof CaseCountsQuery>;

const Totals = z.object({ opened: z.int(), resolved: z.int(), dismissed: z.int(), reopened: z.int() });

/** A day of the pile: what was added and taken away on it, also by outcome, and how many cases were open at its end. */
export const CaseCounts = z.object({
  items: z.array(Totals.extend({ day: LocalDate, open: z.int(), outcomes: z.partialRecord(OutcomeCode, Totals) })),
});
export type CaseCounts = z.output<typeof CaseCounts>;
