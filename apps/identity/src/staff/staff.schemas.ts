import { z } from 'zod';

export const RosterResponse = z.object({
  received: z.int(),
  matched: z.int().describe('People whom the register confirms'),
  left: z.int().describe('People of the roster before who are not on this one'),
  rejected: z
    .array(z.object({ row: z.int(), employeeCode: z.string().nullable(), outcomes: z.array(z.string()) }))
    .describe('Rows that are on no list, and why; they stop no other'),
});
export type RosterResponse = z.output<typeof RosterResponse>;
