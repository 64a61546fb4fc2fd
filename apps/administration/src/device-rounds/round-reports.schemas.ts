import { Instant } from '@entry/contracts/vocabulary/scalars';
import { VenueKind } from '@entry/contracts/vocabulary/venues';
import { z } from 'zod';
import { proposalStates } from '../device-proposals/domain/proposal-state';
import { DeviceKind } from '../device-proposals/device-proposals.schemas';

const Sums = {
  proposals: z.int(),
  proposed: z.int().describe('Devices'),
  reviewed: z.int().describe('Devices, of the lines that are reviewed'),
  approved: z.int().describe('Devices, of the lines that are decided'),
};

export const RoundTotals = z.object({
  total: z.object(Sums),
  byDistrict: z.array(z.object({ district: z.string(), ...Sums })),
  byVenueKind: z.array(z.object({ venueKind: VenueKind, ...Sums })),
  byState: z.array(z.object({ state: z.enum(proposalStates), ...Sums })),
});
export type RoundTotals = z.output<typeof RoundTotals>;

export const TotalsRow = z.object({
  by: z.enum(['all', 'district', 'venueKind', 'state']),
  of: z.string(),
  ...Sums,
});
export type TotalsRow = z.output<typeof TotalsRow>;

export const UnansweredAgency = z.object({
  agency: z.uuid(),
  name: z.string(),
  district: z.string(),
  state: z.enum(['none', 'draft', 'returned']).describe('How far its proposal is'),
});
export type UnansweredAgency = z.output<typeof UnansweredAgency>;
export const UnansweredList = z.object({ items: z.array(UnansweredAgency) });

export const RoundLine = z.object({
  district: z.string(),
  agency: z.uuid(),
  agencyName: z.string(),
  checkpoint: z.uuid(),
  checkpointName: z.string(),
  venueKind: VenueKind,
  state: z.enum(proposalStates),
  deviceKind: DeviceKind,
  peopleADay: z.int(),
  proposed: z.int(),
  reviewed: z.int().nullable(),
  approved: z.int().nullable(),
  peopleADevice: z.int().describe('People a day for each device, as it was reviewed, else proposed'),
  isOutlier: z.boolean().describe('Over three times, or under a third of, the median of its venue kind'),
  reason: z.string(),
  reviewReason: z.string().nullable(),
  decisionReason: z.string().nullable(),
});
export type RoundLine = z.output<typeof RoundLine>;
export const RoundLines = z.object({ items: z.array(RoundLine) });

export const InstallationLine = z.object({
  district: z.string(),
  agency: z.uuid(),
  agencyName: z.string(),
  checkpoint: z.uuid(),
  checkpointName: z.string(),
  address: z.string(),
  venueKind: VenueKind,
  deviceKind: DeviceKind,
  approved: z.int(),
  approvedAt: Instant,
  enrolled: z.int().describe('Devices that are enrolled at this checkpoint now'),
  firstEnrolledAt: Instant.nullable(),
  isReady: z.boolean().describe('Power, network, trained staff and the notice are there'),
  isOverdue: z.boolean().describe('Approved 30 days ago and never enrolled'),
});
export type InstallationLine = z.output<typeof InstallationLine>;
export const InstallationList = z.object({ items: z.array(InstallationLine) });
