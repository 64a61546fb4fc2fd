import { VenueKind } from '@entry/contracts/vocabulary/venues';
import { z } from 'zod';
import { pageOf, PageQuery } from '../paging/page';
import { printable } from '../requests/printable';
import { proposalStates } from './domain/proposal-state';

export const DeviceKind = z.enum(['handheld', 'gate', 'phone']);
export type DeviceKind = z.output<typeof DeviceKind>;

/** What one checkpoint can be given at most in a round. */
const mostDevices = 200;

const ProposedLine = z.strictObject({
  checkpoint: z.uuid(),
  quantity: z.int().min(1).max(mostDevices).describe('Beyond the devices that were approved before'),
  deviceKind: DeviceKind,
  reason: printable(500),
  peopleADay: z.int().min(1).max(1_000_000).describe('Who pass this checkpoint on a usual day'),
});

export const ProposedLines = z
  .array(ProposedLine)
  .min(1)
  .max(500)
  .superRefine((lines, context) => {
    const seen = new Set<string>();
    lines.forEach(({ checkpoint }, place) => {
      const message = 'There is a line for this checkpoint already.';
      if (seen.has(checkpoint)) context.addIssue({ code: 'custom', path: [place, 'checkpoint'], message });
      seen.add(checkpoint);
    });
  });
export type ProposedLines = z.output<typeof ProposedLines>;

export const ProposeRequest = z.strictObject({ round: z.uuid(), lines: ProposedLines });
export type ProposeRequest = z.output<typeof ProposeRequest>;

export const ReviseRequest = z.strictObject({ lines: ProposedLines });
export type ReviseRequest = z.output<typeof ReviseRequest>;

export const ReviewRequest = z
  .strictObject({
    changes: z
      .array(
        z.strictObject({
          line: z.uuid(),
          quantity: z.int().min(0).max(mostDevices),
          reason: printable(500).optional(),
        }),
      )
      .max(500)
      .default([])
      .describe('Lines whose quantity is changed, each with a reason; the others are accepted as they are'),
    reason: printable(500).optional(),
  })
  .prefault({});
export type ReviewRequest = z.output<typeof ReviewRequest>;

export const ProposalListQuery = PageQuery.extend({
  round: z.uuid().optional(),
  agency: z.uuid().optional(),
  district: printable(100).optional(),
  state: z.enum(proposalStates).optional(),
});
export type ProposalListQuery = z.output<typeof ProposalListQuery>;

const LineResponse = z.object({
  id: z.uuid(),
  checkpoint: z.uuid(),
  venueKind: VenueKind,
  quantity: z.int(),
  deviceKind: DeviceKind,
  reason: z.string(),
  peopleADay: z.int(),
  reviewedQuantity: z.int().nullable().describe('What the district made of it'),
  reviewReason: z.string().nullable(),
  approvedQuantity: z.int().nullable().describe('Null until it is decided; 0 when it is rejected'),
  decisionReason: z.string().nullable(),
  warnings: z.array(z.enum(['MORE_THAN_NEEDED', 'FEWER_THAN_NEEDED'])).describe('Quantity against people a day'),
});

export const ProposalResponse = z.object({
  id: z.uuid(),
  round: z.uuid(),
  agency: z.uuid(),
  district: z.string(),
  state: z.enum(proposalStates),
  lines: z.array(LineResponse),
  version: z.int().describe('The `ETag`'),
});
export type ProposalResponse = z.output<typeof ProposalResponse>;

export const ProposalPage = pageOf(ProposalResponse);
export type ProposalPage = z.output<typeof ProposalPage>;
