import { z } from 'zod';
import { defineEvent } from '../define-event';
import { Subject } from '../vocabulary/scalars';

/** A vaccination record came into conflict with another of the same dose, or out of it: identity keeps the case. */
export const DoseStandingV1 = defineEvent({
  topic: 'health.dose-standing.v1',
  type: 'health.dose-standing.v1',
  key: ({ recordId }) => recordId,
  keyedBy: 'record id',
  data: z.object({
    recordId: z.string(),
    subject: Subject,
    doseNumber: z.int().min(1).max(9),
    standing: z.enum(['holds', 'repeats', 'conflicts', 'withdrawn']),
    batchId: z.uuid(),
    arrival: z.int().positive(),
    row: z.int32().positive(),
  }),
});
export type DoseStandingV1 = z.output<typeof DoseStandingV1.data>;
