import { ScanRecord } from '@entry/contracts/events/access-event.v1';
import { Decision } from '@entry/contracts/vocabulary/decisions';
import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { isStorable } from '../domain/storable-instant';
import { readCursor } from './domain/page-cursor';

const instant = Instant.transform((text) => new Date(text)).refine(isStorable, 'outside of the years 1 to 9999');
const id = z.uuid().toLowerCase();

export const AccessEventsQuery = z.strictObject({
  from: instant.optional().describe('The earliest receivedAt, itself included'),
  to: instant.optional().describe('The end of receivedAt, itself left out'),
  agency: id.optional(),
  district: z
    .string()
    .min(1)
    .max(100)
    .refine((text) => !text.includes('\0'), 'holds NUL')
    .optional(),
  checkpoint: id.optional(),
  decision: Decision.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .max(200)
    .transform((text, context) => {
      const position = readCursor(text);
      if (position) return position;
      context.addIssue({ code: 'custom', message: 'is no nextCursor of this list' });
      return z.NEVER;
    })
    .optional()
    .describe('nextCursor of the page before'),
});
export type AccessEventsQuery = z.output<typeof AccessEventsQuery>;

export const AccessEventItem = ScanRecord.extend({ scanId: z.uuid() });
export type AccessEventItem = z.output<typeof AccessEventItem>;

export const AccessEventsPage = z.object({
  items: z.array(AccessEventItem),
  nextCursor: z.string().nullable(),
});
export type AccessEventsPage = z.output<typeof AccessEventsPage>;
