import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { id, instant, pageFields } from '../listing/query-fields';

export const SequenceGapsQuery = z.strictObject({
  device: id.optional(),
  from: instant.optional().describe('The earliest noticedAt, itself included'),
  to: instant.optional().describe('The end of noticedAt, itself left out'),
  ...pageFields,
});
export type SequenceGapsQuery = z.output<typeof SequenceGapsQuery>;

export const SequenceGapItem = z.object({
  device: z.uuid(),
  checkpoint: z.uuid().describe('Where the device stood at the scan that showed the gap'),
  firstMissing: z.int().describe('The first number that has not come'),
  lastMissing: z.int().describe('The last, itself missing'),
  missing: z.int().positive().describe('How many numbers that is'),
  noticedAt: Instant.describe('When a later number came'),
});
export type SequenceGapItem = z.output<typeof SequenceGapItem>;

export const SequenceGapsPage = z.object({ items: z.array(SequenceGapItem), nextCursor: z.string().nullable() });
export type SequenceGapsPage = z.output<typeof SequenceGapsPage>;
