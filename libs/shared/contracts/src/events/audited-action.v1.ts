import { z } from 'zod';
import { defineEvent } from '../define-event';
import { roles } from '../vocabulary/roles';
import { Instant } from '../vocabulary/scalars';

/** What an official asked a service for: told before a change is made, and before what they look at is shown. It holds no personal data. */
export const AuditedAction = z.object({
  id: z.uuid(),
  actor: z.string().min(1).max(200).describe("The token's subject"),
  roles: z.array(z.enum(roles)),
  action: z
    .string()
    .regex(/^[A-Z]+ \/v1\/[\w:/-]+$/)
    .max(200)
    .describe('Method and route, such as `POST /v1/devices/:id/revoke`'),
  asked: z.record(z.string().max(100), z.string().max(500)).describe('What narrowed it, of path and query'),
  reason: z.string().max(500).nullable().describe('What for, where they had to say so'),
  rows: z.int().min(0).nullable().describe('How many rows of a list they were shown; null where it was no list'),
  at: Instant,
});
export type AuditedAction = z.output<typeof AuditedAction>;

const auditedActionOf = (owner: string) =>
  defineEvent({
    topic: `${owner}.audited-action.v1`,
    type: `${owner}.audited-action.v1`,
    key: ({ actor }) => actor,
    keyedBy: 'actor',
    data: AuditedAction,
  });

export const IdentityAuditedActionV1 = auditedActionOf('identity');
export const HealthAuditedActionV1 = auditedActionOf('health');
export const AdministrationAuditedActionV1 = auditedActionOf('administration');
export const auditedActions = [IdentityAuditedActionV1, HealthAuditedActionV1, AdministrationAuditedActionV1] as const;
