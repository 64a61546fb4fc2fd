import { LocalDate } from '@entry/contracts/vocabulary/scalars';
import { z } from 'zod';

/** Behind which entry something stands, as it was given out. */
const PositionText = z.string().min(1).max(80);
const ReceiverName = z.string().regex(/^[\w.-]{1,64}$/);

/** A record whose person the register confirms. A later entry of the same `recordId` replaces it, unless its revision is lower. */
export const AuthenticatedRecord = z.object({
  position: PositionText,
  kind: z.enum(['vaccination', 'infection']),
  recordId: z.string(),
  revision: z.int().nullable(),
  withdrawn: z.boolean().describe('The record counts no longer'),
  idNumber: z.string(),
  fullName: z.string(),
  dateOfBirth: z.string().describe('A day, or a year alone'),
  sex: z.enum(['male', 'female']),
  doseNumber: z.int().nullable(),
  vaccine: z.string().nullable(),
  event: z.enum(['positive', 'negative_test', 'recovered']).nullable(),
  happenedOn: LocalDate,
  facility: z.string().nullable(),
  authenticatedAt: z.iso.datetime(),
});
export type AuthenticatedRecord = z.output<typeof AuthenticatedRecord>;

/** `next` is where to go on; also when there is nothing more yet. */
export const AuthenticatedRecordPage = z.object({ items: z.array(AuthenticatedRecord), next: PositionText.nullable() });
export type AuthenticatedRecordPage = z.output<typeof AuthenticatedRecordPage>;

export const AuthenticatedRecordQuery = z.object({
  after: PositionText.optional().describe(
    'Without it, behind what the receiver has acknowledged, or from the beginning',
  ),
  receiver: ReceiverName.optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
});
export type AuthenticatedRecordQuery = z.output<typeof AuthenticatedRecordQuery>;

export const Acknowledgement = z.object({ receiver: ReceiverName, position: PositionText });
export type Acknowledgement = z.output<typeof Acknowledgement>;

export const Receiver = Acknowledgement.extend({ acknowledgedAt: z.iso.datetime() });
export const Receivers = z.object({ items: z.array(Receiver) });
export type Receivers = z.output<typeof Receivers>;
