import { Instant, Subject } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { instant, storableText } from '../listing/query-fields';

const longestWindow = 31 * 24 * 3_600_000;
/** These are kept as they are: nobody's number belongs into them. */
const withoutNumber = (text: string) => !/\d{9}/.test(text.replace(/[\s.-]/g, ''));
const holdsNumber = 'holds what looks like the number of a person';

export const ContactLookup = z
  .strictObject({
    caseId: z
      .string()
      .regex(/^[\w./-]{1,64}$/)
      .refine(withoutNumber, holdsNumber)
      .describe('Of the investigation'),
    reason: storableText(500).trim().min(3).refine(withoutNumber, holdsNumber).describe('What for: auditors see it'),
    idNumber: z
      .string()
      .regex(/^(\d{12}|\d{9})$/)
      .describe('Of the case'),
    from: instant.describe('When the case could first infect somebody'),
    to: instant,
    windowMinutes: z.int().min(0).max(240).default(15).describe('How long before and after the case counts'),
    defaultStayMinutes: z
      .int()
      .min(1)
      .max(720)
      .default(60)
      .describe('How long somebody stayed of whom there is no `out`'),
  })
  .refine(({ from, to }) => !(Number(to) - Number(from) <= 0), { path: ['to'], error: 'is not after from' })
  .refine(({ from, to }) => !(Number(to) - Number(from) > longestWindow), {
    path: ['to'],
    error: 'is over 31 days after from',
  });
export type ContactLookup = z.output<typeof ContactLookup>;

const Visit = z.object({ checkpoint: z.uuid(), agency: z.uuid(), district: z.string(), from: Instant, to: Instant });

export const ContactLookupAnswer = z.object({
  caseId: z.string(),
  visits: z.array(Visit).describe('Where the case was, in order'),
  contacts: z.array(Visit.extend({ subject: Subject, overlapMinutes: z.int() })).describe('Longest overlap first'),
  exposure: z
    .array(Visit.omit({ checkpoint: true }).extend({ checkpoints: z.array(z.uuid()), people: z.int() }))
    .describe('By agency, for notices; most people first'),
});
export type ContactLookupAnswer = z.output<typeof ContactLookupAnswer>;
