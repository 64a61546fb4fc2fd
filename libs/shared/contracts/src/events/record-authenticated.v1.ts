import { z } from 'zod';
import { defineEvent } from '../define-event';
import { MatchNote, OutcomeCode } from '../vocabulary/outcomes';
import { LocalDate, Subject } from '../vocabulary/scalars';

const recordAuthenticated = z.object({
  batchId: z.uuid(),
  arrival: z.int().positive(),
  row: z.int32().positive(),
  dryRun: z.boolean().default(false).describe('Nothing takes effect but the counts of the batch'),
  attempt: z
    .int32()
    .min(1)
    .default(1)
    .describe(
      'Above 1: a row that failed and matches by now; it takes effect, and the counts of its batch stay as they are',
    ),
  recordId: z.string().nullable().describe('Null when the row has none that can be used'),
  outcome: z.enum(['matched', 'mismatched', 'invalid']),
  reasons: z.array(OutcomeCode).describe('Empty exactly when matched'),
  notes: z.array(MatchNote),
  subject: Subject.nullable().describe('The citizen whom the record belongs to; null unless matched'),
  revision: z
    .int32()
    .min(0)
    .nullable()
    .default(null)
    .describe('Of rows of one record the one with the highest is the newest, a row without any is older'),
  withdrawn: z.boolean().default(false).describe('The record counts no longer'),
});

const key = ({ subject, recordId, batchId, row }: z.output<typeof recordAuthenticated>) =>
  subject ?? recordId ?? `${batchId}:${row}`;

export const VaccinationFacts = z.object({
  doseNumber: z.int().min(1).max(9),
  vaccine: z.string().describe('A name of the vaccine list'),
  vaccinatedOn: LocalDate,
});
export type VaccinationFacts = z.output<typeof VaccinationFacts>;

export const InfectionFacts = z.object({
  event: z.enum(['positive', 'negative_test', 'recovered']),
  occurredOn: LocalDate,
});
export type InfectionFacts = z.output<typeof InfectionFacts>;

/** What became of one submitted row, without name, number or date of birth. */
export const VaccinationAuthenticatedV1 = defineEvent({
  topic: 'identity.vaccination-authenticated.v1',
  type: 'identity.vaccination-authenticated.v1',
  key,
  keyedBy: 'subject, else record id, else batch and row',
  data: recordAuthenticated.extend({ facts: VaccinationFacts.nullable().describe('Null unless matched') }),
});
export type VaccinationAuthenticatedV1 = z.output<typeof VaccinationAuthenticatedV1.data>;

export const InfectionAuthenticatedV1 = defineEvent({
  topic: 'identity.infection-authenticated.v1',
  type: 'identity.infection-authenticated.v1',
  key,
  keyedBy: 'subject, else record id, else batch and row',
  data: recordAuthenticated.extend({ facts: InfectionFacts.nullable().describe('Null unless matched') }),
});
export type InfectionAuthenticatedV1 = z.output<typeof InfectionAuthenticatedV1.data>;
