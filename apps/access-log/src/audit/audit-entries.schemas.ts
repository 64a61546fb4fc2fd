import { roles } from '@entry/contracts/vocabulary/roles';
import { Instant } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';
import { instant, pageFields, storableText } from '../listing/query-fields';

export const AuditAction = z
  .enum([
    'access-events-listed',
    'access-events-export-begun',
    'access-events-export-ended',
    'access-events-followed',
    'access-events-follow-ended',
    'contacts-looked-up',
    'audit-entries-listed',
    'replay-begun',
    'dead-letter-resent',
    'dead-letter-dropped',
  ])
  .describe(
    '`rows` of the end of an export is what was given out; one that was begun and has no end went down with the service',
  );
export type AuditAction = z.output<typeof AuditAction>;

export const AuditEntriesQuery = z.strictObject({
  from: instant.optional().describe('The earliest, itself included'),
  to: instant.optional().describe('The end, itself left out'),
  actor: storableText(200).optional(),
  action: storableText(200).optional(),
  ...pageFields,
});
export type AuditEntriesQuery = z.output<typeof AuditEntriesQuery>;

export const AuditEntry = z.object({
  id: z.uuid(),
  at: Instant,
  actor: z.string().describe("The token's subject"),
  roles: z.array(z.enum(roles)),
  action: z
    .union([AuditAction, z.string()])
    .describe('One of these words, or method and route of another service, such as `POST /v1/devices/:id/revoke`'),
  caseId: z.string().nullable(),
  reason: z.string().nullable().describe('What for, in their words'),
  asked: z.record(z.string(), z.unknown()).describe('What narrowed that which they saw'),
  rows: z.int().nullable().describe('How many they saw'),
});
export type AuditEntry = z.output<typeof AuditEntry>;

export const AuditEntriesPage = z.object({ items: z.array(AuditEntry), nextCursor: z.string().nullable() });
export type AuditEntriesPage = z.output<typeof AuditEntriesPage>;
