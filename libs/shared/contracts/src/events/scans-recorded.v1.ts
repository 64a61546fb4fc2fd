import { z } from 'zod';
import { defineEvent } from '../define-event';
import { Instant } from '../vocabulary/scalars';

/** How many scans of a device a gateway wrote to its disk within a minute. */
export const ScanTally = z.object({
  minute: Instant.describe('Where the minute of receivedAt begins'),
  deviceId: z.uuid(),
  part: z
    .uuid()
    .describe('The first event id. Scans that were written after the minute had been told are another part of it'),
  scans: z.int().positive().describe('Of this part; of one part the greatest counts, however often it comes'),
  eventIds: z
    .guid()
    .describe('Exclusive or of the event ids: against that of the stored ones it names the one that is missing'),
});
export type ScanTally = z.output<typeof ScanTally>;

/** What a gateway recorded, told apart from the scans themselves: what shows that one of them was lost on its way. */
export const ScansRecordedV1 = defineEvent({
  topic: 'gateway.scans-recorded.v1',
  type: 'gateway.scans-recorded.v1',
  key: ({ gatewayId }) => gatewayId,
  keyedBy: 'gatewayId',
  data: z.object({ gatewayId: z.string().min(1), tallies: z.array(ScanTally) }),
});
export type ScansRecordedV1 = z.output<typeof ScansRecordedV1.data>;
