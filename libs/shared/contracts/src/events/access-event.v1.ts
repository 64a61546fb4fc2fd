import { z } from 'zod';
import { defineEvent } from '../define-event';
import { Decision, ReasonCode } from '../vocabulary/decisions';
import { Instant, Subject } from '../vocabulary/scalars';
import { Direction, VenueKind } from '../vocabulary/venues';

/** What every reader of a scan sees, the person left out. */
export const ScanRecord = z.object({
  eventId: z.uuid(),
  deviceId: z.uuid(),
  checkpoint: z.uuid(),
  agency: z.uuid(),
  district: z.string(),
  venueKind: VenueKind,
  decision: Decision,
  reasons: z.array(ReasonCode),
  policyVersion: z.string(),
  scannedAt: Instant.describe("The device's clock, or receivedAt where it sent none"),
  receivedAt: Instant,
  sequence: z.int().nullable().describe("The device's own count of its scans"),
  direction: Direction.nullable(),
});

/** One scan and the decision that the gate got. */
export const AccessEventV1 = defineEvent({
  topic: 'access.event.v1',
  type: 'access.event.v1',
  key: ({ subject }) => subject,
  keyedBy: 'subject',
  data: ScanRecord.extend({ scanId: z.uuid(), gatewayId: z.string().min(1), subject: Subject }),
});
export type AccessEventV1 = z.output<typeof AccessEventV1.data>;

/** Event ids that are in PostgreSQL: what lets a gateway's journal forget. */
export const AccessEventStoredV1 = defineEvent({
  topic: 'access.event-stored.v1',
  type: 'access.event-stored.v1',
  key: ({ gatewayId }) => gatewayId,
  keyedBy: 'gatewayId',
  data: z.object({ gatewayId: z.string().min(1), eventIds: z.array(z.uuid()) }),
});
export type AccessEventStoredV1 = z.output<typeof AccessEventStoredV1.data>;

/** The same scan for analysts: `eventId` is another one, so that it does not lead back to the subject. */
export const AnalyticsAccessEventV1 = defineEvent({
  topic: 'analytics.access-event.v1',
  type: 'analytics.access-event.v1',
  key: ({ visitor }) => visitor,
  keyedBy: 'visitor',
  data: ScanRecord.extend({
    visitor: z
      .string()
      .regex(/^[A-Za-z0-9_-]{22}$/)
      .describe('A pseudonym that changes every local day'),
  }),
});
export type AnalyticsAccessEventV1 = z.output<typeof AnalyticsAccessEventV1.data>;
