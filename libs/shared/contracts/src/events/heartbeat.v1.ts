import { z } from 'zod';
import { defineEvent } from '../define-event';
import { Instant } from '../vocabulary/scalars';
import { CitizenV1 } from './citizen.v1';
import { HealthStatusV1 } from './health-status.v1';

const data = z.object({
  sequence: z.int().positive().describe('Rises by one each time; the same on every partition'),
  at: Instant.describe('All that its owner changed before this instant stands before it on the partition'),
});
const key = () => 'heartbeat';

/** Sent by the owner of a facts topic to every partition of it, through the same outbox as the facts. */
export const IdentityHeartbeatV1 = defineEvent({
  topic: CitizenV1.topic,
  type: 'identity.heartbeat.v1',
  key,
  keyedBy: 'the word heartbeat',
  data,
});

export const HealthHeartbeatV1 = defineEvent({
  topic: HealthStatusV1.topic,
  type: 'health.heartbeat.v1',
  key,
  keyedBy: 'the word heartbeat',
  data,
});

export type HeartbeatV1 = z.output<typeof data>;
