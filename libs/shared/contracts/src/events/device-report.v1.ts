import { z } from 'zod';
import { defineEvent } from '../define-event';
import { Instant } from '../vocabulary/scalars';

const about = { deviceId: z.uuid(), gatewayId: z.string().min(1), at: Instant };

/** What a gateway learns of a device beside its scans. A report may be lost while Kafka is away: the next one tells as much. */
export const DeviceReportV1 = defineEvent({
  topic: 'gateway.device-report.v1',
  type: 'gateway.device-report.v1',
  key: ({ deviceId }) => deviceId,
  keyedBy: 'deviceId',
  data: z.discriminatedUnion('kind', [
    z.object({
      ...about,
      kind: z.literal('heartbeat'),
      softwareVersion: z.string().max(100),
      queueLength: z.int().min(0).describe('Scans that the device has still to send'),
      clockSkewMilliseconds: z.int().describe('Its clock minus that of the gateway: positive when it is ahead'),
    }),
    z.object({
      ...about,
      kind: z.literal('enumeration'),
      unknownNumbers: z.int().positive().describe('Different numbers that no register has, asked within ten minutes'),
    }),
  ]),
});
export type DeviceReportV1 = z.output<typeof DeviceReportV1.data>;
