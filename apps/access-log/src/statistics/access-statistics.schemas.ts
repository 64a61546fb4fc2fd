import { Decision } from '@entry/contracts/vocabulary/decisions';
import { z } from 'zod';
import { id, instant, storableText } from '../listing/query-fields';
import type { Window } from './domain/window';

export const groupings = [
  'hour',
  'day',
  'district',
  'agency',
  'checkpoint',
  'venueKind',
  'decision',
  'reason',
] as const;
export type Grouping = (typeof groupings)[number];

const longestWindow = 400 * 24 * 3_600_000;
/** Not a number while an end cannot be read. */
const lengthOf = ({ from, to }: Window) => Number(to) - Number(from);
const list = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().flatMap((names) => names.split(',')))
  .pipe(z.array(z.enum(groupings)).max(4))
  .refine((names) => new Set(names).size === names.length, 'names something twice');

export const AccessStatisticsQuery = z
  .strictObject({
    from: instant.describe('The earliest receivedAt, itself included'),
    to: instant.describe('The end of receivedAt, itself left out'),
    groupBy: list
      .default([])
      .describe('Up to four, with commas between or given several times; without any it is one sum'),
    agency: id.optional(),
    district: storableText(100).optional(),
    checkpoint: id.optional(),
    decision: Decision.optional(),
  })
  .refine((window) => !(lengthOf(window) <= 0), { path: ['to'], error: 'is not after from' })
  .refine((window) => !(lengthOf(window) > longestWindow), { path: ['to'], error: 'is over 400 days after from' });
export type AccessStatisticsQuery = z.output<typeof AccessStatisticsQuery>;

/** What was asked for by `groupBy`, and how many scans that is. */
export const ScanCount = z.object({
  hour: z.string().optional().describe('Its first instant, in Asia/Ho_Chi_Minh'),
  day: z.string().optional().describe('A day of Asia/Ho_Chi_Minh'),
  district: z.string().optional(),
  agency: z.uuid().optional(),
  checkpoint: z.uuid().optional(),
  venueKind: z.string().optional(),
  decision: Decision.optional(),
  reason: z.string().optional().describe('A scan counts once for each of its reasons, and not at all without any'),
  scans: z.int().positive(),
});
export type ScanCount = z.output<typeof ScanCount>;

export const AccessStatistics = z.object({
  items: z.array(ScanCount),
  suppressed: z
    .int()
    .describe('How many groups are left out because they count less than 5 scans: analysts see no such group'),
});
export type AccessStatistics = z.output<typeof AccessStatistics>;
