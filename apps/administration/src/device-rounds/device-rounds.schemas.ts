import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { pageOf } from '../paging/page';
import { printable } from '../requests/printable';

export const OpenRoundRequest = z.strictObject({
  name: printable(200),
  deadline: Instant.describe('Until then proposals are submitted; it must lie ahead'),
});
export type OpenRoundRequest = z.output<typeof OpenRoundRequest>;

export const RoundResponse = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(['open', 'reviewing', 'forwarded', 'decided']),
  deadline: Instant,
  closedAt: Instant.nullable(),
  forwardedAt: Instant.nullable(),
  decidedAt: Instant.nullable(),
  version: z.int().describe('Rises with each change of the round or of a proposal in it; the `ETag`'),
});
export type RoundResponse = z.output<typeof RoundResponse>;

export const RoundPage = pageOf(RoundResponse);
export type RoundPage = z.output<typeof RoundPage>;

export const ForwardRoundRequest = z
  .strictObject({
    leaveBehind: z
      .boolean()
      .default(false)
      .describe('Hand up although some submitted proposals are not reviewed; they stay behind'),
    reason: printable(500).optional(),
  })
  .prefault({});
export type ForwardRoundRequest = z.output<typeof ForwardRoundRequest>;

const Verdict = {
  decision: z.enum(['approve', 'reject']),
  reason: printable(500).optional().describe('Required for whatever is less than was handed up'),
};

/** About one line, what is undecided of a district, or all that is undecided. */
export const DecideRequest = z.union([
  z.strictObject({
    ...Verdict,
    line: z.uuid(),
    quantity: z.int().min(0).max(1_000).optional().describe('What is approved; without it all that was handed up'),
  }),
  z.strictObject({ ...Verdict, district: printable(100) }),
  z.strictObject({ ...Verdict, all: z.literal(true) }),
]);
export type DecideRequest = z.output<typeof DecideRequest>;

export const DecideResponse = RoundResponse.extend({
  decided: z.int().describe('Lines decided by this'),
  undecided: z.int().describe('Lines that are still to be decided'),
});
export type DecideResponse = z.output<typeof DecideResponse>;
