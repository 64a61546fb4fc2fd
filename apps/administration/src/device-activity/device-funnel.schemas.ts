import { z } from 'zod';

export const FunnelQuery = z.object({
  by: z.enum(['district', 'agency']).default('district'),
});
export type FunnelQuery = z.output<typeof FunnelQuery>;

export const FunnelRow = z.object({
  district: z.string(),
  agency: z.uuid().nullable().describe('Null when the rows are of districts'),
  name: z.string().nullable().describe('Of the agency'),
  proposed: z.int().describe('Devices in proposals that were submitted'),
  approved: z.int(),
  enrolled: z.int().describe('Devices that are active'),
  seenToday: z.int().describe('Of these, since midnight in Hanoi: a heartbeat or a scan'),
  scannedToday: z.int(),
  silent: z.int().describe('Active devices that were not seen for 24 hours, or never'),
  neverEnrolled: z.int().describe('Devices approved 30 days ago at checkpoints where none was ever enrolled'),
});
export type FunnelRow = z.output<typeof FunnelRow>;

export const Funnel = z.object({ items: z.array(FunnelRow) });
export type Funnel = z.output<typeof Funnel>;
