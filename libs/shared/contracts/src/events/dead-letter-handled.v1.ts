import { z } from 'zod';
import { defineEvent } from '../define-event';
import { Instant } from '../vocabulary/scalars';

/** What an operator did with a dead letter: from then on it is no longer listed. */
export const DeadLetterHandledV1 = defineEvent({
  topic: 'operator.dead-letter-handled.v1',
  type: 'operator.dead-letter-handled.v1',
  key: ({ letter }) => letter,
  keyedBy: 'letter',
  data: z.object({
    letter: z
      .string()
      .regex(/^[\w.-]+\/\d+\/\d+$/)
      .describe('`<dead-letter topic>/<partition>/<offset>`'),
    action: z.enum(['resent', 'dropped']),
    by: z.string().min(1).max(200),
    reason: z.string().max(500).nullable(),
    at: Instant,
  }),
});
export type DeadLetterHandledV1 = z.output<typeof DeadLetterHandledV1.data>;
