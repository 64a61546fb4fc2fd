import { RowErrors } from '@entry/platform/http/csv-file';
import { LocalDate } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { printable } from '../requests/printable';
import { caseSteps } from './domain/case-step';

export const CampaignQuery = z.object({
  from: LocalDate.describe('The day of the first sessions'),
  size: z.coerce.number().int().min(1).max(1_000).default(100).describe('People in a session'),
  district: printable(100).optional().describe('Where people live'),
});
export type CampaignQuery = z.output<typeof CampaignQuery>;

const steps = Object.keys(caseSteps) as (keyof typeof caseSteps)[];
export const resultColumns = { required: ['id', 'result'], optional: ['reason'] };
export const CaseResult = z.object({
  id: z.uuid().transform((id) => id.toLowerCase()),
  result: z.enum(steps),
  reason: z
    .string()
    .optional()
    .transform((reason) => reason?.trim() || null)
    .pipe(printable(500).nullable()),
});
export type CaseResult = z.output<typeof CaseResult>;

export const ResultsResponse = z.object({
  received: z.int(),
  applied: z.int(),
  rejected: z.array(RowErrors).describe('Rows that changed nothing; they stop no other'),
});
export type ResultsResponse = z.output<typeof ResultsResponse>;
