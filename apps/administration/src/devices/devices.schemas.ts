import { z } from 'zod';
import { PageQuery, pageOf } from '../paging/page';
import { printable } from '../requests/printable';

const Instant = z.iso.datetime();

export const CreateDeviceRequest = z.strictObject({ checkpoint: z.uuid() });
export type CreateDeviceRequest = z.output<typeof CreateDeviceRequest>;

export const CreateDeviceResponse = z.object({
  id: z.uuid(),
  checkpoint: z.uuid(),
  status: z.literal('enrolling'),
  enrolmentCode: z.string().describe('Shown once; exchanged once for the token. Typed as it is, or without its dashes'),
  enrolmentQr: z.string().describe('The code as a QR symbol, in SVG'),
  enrolmentCodeExpiresAt: Instant,
});
export type CreateDeviceResponse = z.output<typeof CreateDeviceResponse>;

const keyShape = /^([A-Za-z0-9_-]{43}|[A-Za-z0-9+/]{43}=)$/;

/** The 32 bytes of an Ed25519 public key (RFC 8032), in base64 or base64url. */
const PublicKey = z
  .string()
  .regex(keyShape)
  .transform((text) => Buffer.from(text, 'base64').toString('base64url'))
  .describe('Ed25519, its 32 bytes in base64 or base64url: from then on the device may sign its requests');

export const EnrolRequest = z.strictObject({ enrolmentCode: z.string().max(200), publicKey: PublicKey.optional() });
export type EnrolRequest = z.output<typeof EnrolRequest>;

export const EnrolResponse = z.object({
  id: z.uuid(),
  checkpoint: z.uuid(),
  token: z.string().describe('Shown once; sent as `Authorization: Bearer`, where requests need not be signed'),
});
export type EnrolResponse = z.output<typeof EnrolResponse>;

export const RotateRequest = z
  .strictObject({
    previousTokenGoodForMinutes: z
      .int()
      .min(0)
      .max(24 * 60)
      .default(60)
      .describe('How long the token before stays good beside the new one; 0 for one that leaked'),
    publicKey: PublicKey.optional().describe('Takes the place of the key of the device, for as long as with the token'),
  })
  .prefault({});
export type RotateRequest = z.output<typeof RotateRequest>;

export const RotateResponse = EnrolResponse.omit({ checkpoint: true }).extend({
  previousTokenGoodUntil: Instant.describe(
    'Until then either token is good; after it the one before gets 401 `TOKEN_ROTATED`',
  ),
});
export type RotateResponse = z.output<typeof RotateResponse>;

export const RevokeResponse = z.object({ id: z.uuid(), status: z.literal('revoked') });
export type RevokeResponse = z.output<typeof RevokeResponse>;

export const MoveRequest = z.strictObject({ checkpoint: z.uuid(), reason: printable(500) });
export type MoveRequest = z.output<typeof MoveRequest>;

export const DeviceListQuery = PageQuery.extend({
  checkpoint: z.uuid().optional(),
  agency: z.uuid().optional(),
  district: printable(100).optional(),
  silentForMinutes: z.coerce.number().int().min(1).max(525_600).optional().describe('Active, and not seen for so long'),
  suspected: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Whether it ever asked for too many unknown numbers'),
});
export type DeviceListQuery = z.output<typeof DeviceListQuery>;

export const DeviceResponse = z.object({
  id: z.uuid(),
  checkpoint: z.uuid(),
  status: z.enum(['enrolling', 'active', 'revoked']),
  enrolledAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  createdAt: Instant,
  signs: z.boolean().describe('Whether it has a key to sign its requests with'),
  lastSeenAt: Instant.nullable().describe('Its last heartbeat, or the minute of its last scan'),
  scansToday: z.int().describe('Since midnight in Hanoi, as far as whole minutes are told'),
  softwareVersion: z.string().nullable(),
  queueLength: z.int().nullable(),
  clockSkewMilliseconds: z.int().nullable().describe('Its clock minus that of the gateway: positive when it is ahead'),
  suspectedAt: Instant.nullable().describe('When it last asked for too many unknown numbers'),
});
export type DeviceResponse = z.output<typeof DeviceResponse>;

export const DevicePage = pageOf(DeviceResponse);
export type DevicePage = z.output<typeof DevicePage>;
