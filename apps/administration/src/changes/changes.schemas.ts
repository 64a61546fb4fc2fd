import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';

export const ChangeResponse = z.object({
  step: z.string(),
  at: Instant,
  actor: z.string().describe("The token's subject, or the id of the device itself"),
  roles: z.array(z.string()),
  reason: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()).describe('What it was before and is after'),
});
export type ChangeResponse = z.output<typeof ChangeResponse>;

export const ChangeList = z.object({ items: z.array(ChangeResponse) });
export type ChangeList = z.output<typeof ChangeList>;
