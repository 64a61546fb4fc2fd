import { z } from 'zod';

export const venueKinds = [
  'agency',
  'train-station',
  'airport',
  'bus-station',
  'wharf',
  'metro-station',
  'mall',
  'public-area',
  'traffic-checkpoint',
  'hospital',
  'event',
] as const;
export const VenueKind = z.enum(venueKinds);
export type VenueKind = z.output<typeof VenueKind>;

export const Direction = z.enum(['in', 'out']);
export type Direction = z.output<typeof Direction>;
