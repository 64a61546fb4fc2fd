import { Instant } from '@entry/contracts/vocabulary/scalars';
import { VenueKind } from '@entry/contracts/vocabulary/venues';
import { z } from 'zod';
import { printable } from '../requests/printable';
import { PageQuery, pageOf } from '../paging/page';

const Coordinates = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

const described = {
  name: printable(200),
  venueKind: VenueKind,
  address: printable(300),
  coordinates: Coordinates.nullable().describe('WGS 84, in degrees'),
  openingHours: printable(200).nullable().describe("As OpenStreetMap's `opening_hours`, such as `Mo-Fr 07:00-17:00`"),
  entrances: z.array(printable(100)).max(50),
};

export const CreateCheckpointRequest = z.strictObject({
  ...described,
  agency: z.uuid(),
  coordinates: described.coordinates.default(null),
  openingHours: described.openingHours.default(null),
  entrances: described.entrances.default([]),
});
export type CreateCheckpointRequest = z.output<typeof CreateCheckpointRequest>;

export const ChangeCheckpointRequest = z
  .strictObject(described)
  .partial()
  .extend({ reason: printable(500) });
export type ChangeCheckpointRequest = z.output<typeof ChangeCheckpointRequest>;

export const Readiness = z.strictObject({
  power: z.boolean(),
  network: z.boolean(),
  staffTrained: z.boolean(),
  noticePutUp: z.boolean().describe('The notice that tells people of the scan'),
});
export type Readiness = z.output<typeof Readiness>;

export const CheckpointListQuery = PageQuery.extend({
  agency: z.uuid().optional(),
  district: printable(100).optional(),
});
export type CheckpointListQuery = z.output<typeof CheckpointListQuery>;

export const CheckpointResponse = z.object({
  id: z.uuid(),
  ...described,
  agency: z.uuid(),
  district: z.string(),
  readiness: Readiness,
  isReady: z.boolean().describe('Only then it takes a device'),
  closedAt: Instant.nullable(),
  version: z.int().describe('The `ETag`'),
});
export type CheckpointResponse = z.output<typeof CheckpointResponse>;

export const CheckpointPage = pageOf(CheckpointResponse);
export type CheckpointPage = z.output<typeof CheckpointPage>;

export const QuotaResponse = z.object({
  approved: z.int().describe('Devices that the committee approved, over all rounds'),
  used: z.int().describe('Devices that are active, or may still enrol'),
});
export type QuotaResponse = z.output<typeof QuotaResponse>;
