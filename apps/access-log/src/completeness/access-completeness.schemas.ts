import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { id, instant, pageFields } from '../listing/query-fields';

export const AccessCompletenessQuery = z.strictObject({
  from: instant.optional().describe('The first minute of receivedAt; an hour before the end where it is left out'),
  to: instant
    .optional()
    .describe('The end; the last minute that can be judged where it is left out. At most a day in all'),
  device: id.optional(),
  incomplete: z.stringbool().default(false).describe('Only where the counts differ'),
  ...pageFields,
});
export type AccessCompletenessQuery = z.output<typeof AccessCompletenessQuery>;

export const MinuteCompleteness = z.object({
  minute: Instant.describe('Where it begins'),
  device: z.uuid(),
  recorded: z.int().describe('What gateways wrote to their disks; 0 when they have not said so yet'),
  carried: z.int().describe('What came over Kafka and could be read'),
  stored: z.int().describe('What is in PostgreSQL, counted now'),
  missingEvent: z
    .uuid()
    .nullable()
    .describe('The event that was recorded and is not stored; null for none, or several'),
});

export const AccessCompletenessPage = z.object({
  from: Instant.describe('The first minute that was looked at'),
  to: Instant.describe('The end of the last one'),
  items: z.array(MinuteCompleteness),
  nextCursor: z.string().nullable(),
});
export type AccessCompletenessPage = z.output<typeof AccessCompletenessPage>;
