import { Instant } from '@entry/contracts/vocabulary/scalars';
import { VenueKind } from '@entry/contracts/vocabulary/venues';
import { z } from 'zod';

export const HeartbeatRequest = z.strictObject({
  version: z
    .string()
    .regex(/^[\x20-\x7e]{1,100}$/)
    .describe('Of its software'),
  queueLength: z.int().min(0).max(Number.MAX_SAFE_INTEGER).describe('Scans that it has still to send'),
  clock: Instant.describe('What its clock says as it sends this'),
});
export type HeartbeatRequest = z.output<typeof HeartbeatRequest>;

export const HeartbeatResponse = z.object({
  receivedAt: z.iso.datetime(),
  clockSkewMilliseconds: z
    .int()
    .describe('Its clock minus ours, the way of the request included: positive when it is ahead'),
  policyVersion: z
    .string()
    .describe('In force here; `none` while there is none. When it changes, ask for the configuration'),
});
export type HeartbeatResponse = z.output<typeof HeartbeatResponse>;

export const ConfigurationResponse = z.object({
  device: z.uuid(),
  checkpoint: z.object({
    id: z.uuid(),
    name: z.string(),
    venueKind: VenueKind,
    agency: z.uuid(),
    district: z.string(),
  }),
  languages: z.array(z.enum(['vi', 'en'])).describe('Of the messages, the first one to be shown first'),
  policyVersion: z.string(),
  nextPolicyFrom: z.iso.datetime().nullable().describe('When the next entry policy begins, as far as it is published'),
  requiresSignature: z.boolean().describe('Whether requests must be signed here; a bearer token alone is refused then'),
});
export type ConfigurationResponse = z.output<typeof ConfigurationResponse>;
