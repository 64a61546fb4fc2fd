import { z } from 'zod';
import { defineEvent } from '../define-event';
import { Instant, LocalDate, Subject } from '../vocabulary/scalars';

/** What an agency says of a vaccination that the register does not have: what the health department looks for it by. */
export const VaccinationEvidence = z.object({
  vaccinatedOn: LocalDate.nullable(),
  place: z.string().max(200).nullable(),
  certificate: z.string().max(64).nullable().describe('Number of the certificate'),
});
export type VaccinationEvidence = z.output<typeof VaccinationEvidence>;

/** Somebody on the roster of an agency, by pseudonym. The roster itself is kept sealed by identity. */
export const StaffMemberV1 = defineEvent({
  topic: 'identity.staff-member.v1',
  type: 'identity.staff-member.v1',
  key: ({ agency }) => agency,
  keyedBy: 'agency',
  data: z.object({
    agency: z.uuid(),
    employeeCode: z.string().min(1).max(64),
    listedAt: Instant.describe('When the roster came that says so: the latest one counts'),
    subject: Subject.nullable().describe('Null: no longer on the roster, or nobody whom the register confirms'),
    vaccinated: z.boolean().describe("By the agency's own record"),
    evidence: VaccinationEvidence.nullable(),
  }),
});
export type StaffMemberV1 = z.output<typeof StaffMemberV1.data>;
