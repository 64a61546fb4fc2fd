import { ScanRecord } from '@entry/contracts/events/access-event.v1';
import { Decision } from '@entry/contracts/vocabulary/decisions';
import { z } from 'zod';
import { id, instant, pageFields, storableText } from './query-fields';

export const AccessEventsQuery = z.strictObject({
  from: instant.optional().describe('The earliest receivedAt, itself included'),
  to: instant.optional().describe('The end of receivedAt, itself left out'),
  agency: id.optional(),
  district: storableText(100).optional(),
  checkpoint: id.optional(),
  decision: Decision.optional(),
  ...pageFields,
});
export type AccessEventsQuery = z.output<typeof AccessEventsQuery>;

export const AccessEventItem = ScanRecord.extend({ scanId: z.uuid() });
export type AccessEventItem = z.output<typeof AccessEventItem>;

export const AccessEventsPage = z.object({
  items: z.array(AccessEventItem),
  nextCursor: z.string().nullable(),
});
export type AccessEventsPage = z.output<typeof AccessEventsPage>;
