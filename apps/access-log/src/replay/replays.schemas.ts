import { AccessEventV1, AnalyticsAccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { instant, storableText } from '../listing/query-fields';

export const replayed = [AnalyticsAccessEventV1.topic, AccessEventV1.topic] as const;

export const ReplayRequest = z
  .strictObject({
    from: instant.describe('The earliest receivedAt, itself included'),
    to: instant.describe('The end of receivedAt, itself left out'),
    topic: storableText(200)
      .regex(
        new RegExp(`^(${replayed.map((topic) => topic.replaceAll('.', '\\.')).join('|')})(\\.[a-z0-9-]{1,60})?$`),
        {
          error: `must be ${replayed.join(' or ')}, or one of these with .name behind it`,
        },
      )
      .describe(
        'Whose messages are sent. With a name behind it they go to a topic of that name, which nobody else reads',
      ),
    reason: storableText(500).describe('What for, for the auditors'),
  })
  .refine(({ from, to }) => from < to, { error: 'must be after from', path: ['to'] });
export type ReplayRequest = z.output<typeof ReplayRequest>;

export const Replay = z.object({
  id: z.uuid(),
  topic: z.string(),
  from: Instant,
  to: Instant,
  scans: z.int().describe('How many were stored when it began'),
  sent: z.int().describe('How many of them Kafka has'),
  begunAt: Instant,
  completedAt: Instant.nullable(),
});
export type Replay = z.output<typeof Replay>;
