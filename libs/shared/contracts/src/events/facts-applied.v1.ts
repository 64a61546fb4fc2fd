import { z } from 'zod';
import { defineEvent } from '../define-event';
import { Instant } from '../vocabulary/scalars';

/** How far a gateway has applied the facts; sent when it moves on and at least each second while it lives. */
export const FactsAppliedV1 = defineEvent({
  topic: 'gateway.facts-applied.v1',
  type: 'gateway.facts-applied.v1',
  key: ({ gatewayId }) => gatewayId,
  keyedBy: 'gatewayId',
  data: z.object({
    gatewayId: z.string().min(1),
    identity: z.int().min(0).describe("Sequence of identity's last heartbeat applied on every partition"),
    healthStatus: z.int().min(0).describe('The same of health-status'),
    slowScans: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .describe('Of the scans answered since the last report, the share that took longer than 50 ms'),
    at: Instant,
  }),
});
export type FactsAppliedV1 = z.output<typeof FactsAppliedV1.data>;
