import { VaccinationEvidence } from '@entry/contracts/events/staff-member.v1';
import { Instant, Subject } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { pageOf } from '../paging/page';
import { printable } from '../requests/printable';
import { staffLists } from './domain/staff-list';

export const StaffListName = z.enum(staffLists);
const State = z.enum(['open', 'sent', 'in-progress', 'resolved', 'rejected']);

export const CaseQuery = z.object({
  state: State.optional(),
  agency: z.uuid().optional(),
  district: printable(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.uuid().optional().describe('The `nextCursor` of the page before'),
});
export type CaseQuery = z.output<typeof CaseQuery>;

export const StaffCaseResponse = z.object({
  id: z.uuid(),
  list: StaffListName,
  state: State,
  subject: Subject.describe('The pseudonym of the person'),
  members: z
    .array(
      z.object({
        agency: z.uuid(),
        district: z.string(),
        employeeCode: z.string(),
        evidence: VaccinationEvidence.nullable(),
      }),
    )
    .describe('Where they are staff, as far as you may see it'),
  doses: z.int().nullable().describe('By the health records'),
  reason: z.string().nullable().describe('Why it was rejected'),
  openedAt: Instant,
  changedAt: Instant,
  version: z.int().describe('The `ETag`'),
});
export type StaffCaseResponse = z.output<typeof StaffCaseResponse>;
export const StaffCasePage = pageOf(StaffCaseResponse);
export type StaffCasePage = z.output<typeof StaffCasePage>;

export const SendResponse = z.object({ sent: z.int() });

const InDays = z.int().describe('People whose protection of six months ends by then');

export const StaffSummaryRow = z.object({
  agency: z.uuid(),
  name: z.string(),
  district: z.string(),
  staff: z.int(),
  withCard: z.int(),
  vaccinated: z.int().describe('With a full course'),
  openCases: z.int(),
  openOver7Days: z.int(),
  openOver30Days: z.int(),
  expiringIn7Days: InDays,
  expiringIn14Days: InDays,
  expiringIn30Days: InDays,
});
export type StaffSummaryRow = z.output<typeof StaffSummaryRow>;
export const StaffSummary = z.object({ items: z.array(StaffSummaryRow) });
