import { z } from 'zod';
import { defineEvent } from '../define-event';
import { LocalDate, Subject, Tag, Version } from '../vocabulary/scalars';

/** Whoever is older is counted with it: of so few a decade alone might tell who they are. */
export const oldestDecade = 1930;

export function birthDecadeOf(year: number): number {
  return Math.max(oldestDecade, Math.floor(year / 10) * 10);
}

/** What a gate needs to know of a card; no number, name or date of birth. */
export const CitizenV1 = defineEvent({
  topic: 'identity.citizen.v1',
  type: 'identity.citizen.v1',
  key: ({ subject }) => subject,
  keyedBy: 'subject',
  data: z.object({
    subject: Subject,
    status: z.enum(['active', 'cancelled']),
    cardIssuedOn: LocalDate.nullable().describe('Issue date of the newest chip card; null: none issued yet'),
    tags: z.object({
      name: Tag.describe('Of the folded name'),
      birthDate: Tag.nullable().describe('Null when the register holds the year alone'),
      birthYear: Tag,
      sex: Tag,
    }),
    caseNumber: z
      .string()
      .regex(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
      .optional()
      .describe('Of the newest open case about a record of this citizen; none when there is none'),
    birthDecade: z
      .int()
      .multipleOf(10)
      .min(oldestDecade)
      .optional()
      .describe('First year of the decade of birth, for counts by age; 1930 also for who was born before'),
    version: Version,
  }),
});
export type CitizenV1 = z.output<typeof CitizenV1.data>;
