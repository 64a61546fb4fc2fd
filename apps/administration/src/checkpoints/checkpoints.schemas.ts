import { VenueKind } from '@entry/contracts/vocabulary/venues';
import { z } from 'zod';
import { printable } from '../requests/printable';
import { PageQuery, pageOf } from '../paging/page';

export const CreateCheckpointRequest = z.strictObject({
  name: printable(200),
  agency: z.uuid(),
  venueKind: VenueKind,
  address: printable(300),
});
export type CreateCheckpointRequest = z.output<typeof CreateCheckpointRequest>;

export const CheckpointListQuery = PageQuery.extend({
  agency: z.uuid().optional(),
  district: printable(100).optional(),
});
export type CheckpointListQuery = z.output<typeof CheckpointListQuery>;

export const CheckpointResponse = z.object({
  id: z.uuid(),
  name: z.string(),
  agency: z.uuid(),
  district: z.string(),
  venueKind: VenueKind,
  address: z.string(),
});
export type CheckpointResponse = z.output<typeof CheckpointResponse>;

export const CheckpointPage = pageOf(CheckpointResponse);
export type CheckpointPage = z.output<typeof CheckpointPage>;
