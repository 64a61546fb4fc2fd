import { z } from 'zod';
import { PageQuery, pageOf } from '../paging/page';

const Instant = z.iso.datetime();

export const CreateDeviceRequest = z.strictObject({ checkpoint: z.uuid() });
export type CreateDeviceRequest = z.output<typeof CreateDeviceRequest>;

export const CreateDeviceResponse = z.object({
  id: z.uuid(),
  checkpoint: z.uuid(),
  status: z.literal('enrolling'),
  enrolmentCode: z.string().describe('Shown once; exchanged once for the token'),
  enrolmentCodeExpiresAt: Instant,
});
export type CreateDeviceResponse = z.output<typeof CreateDeviceResponse>;

export const EnrolRequest = z.strictObject({ enrolmentCode: z.string().max(200) });
export type EnrolRequest = z.output<typeof EnrolRequest>;

export const EnrolResponse = z.object({
  id: z.uuid(),
  checkpoint: z.uuid(),
  token: z.string().describe('Shown once; sent as `Authorization: Bearer`'),
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

export const DeviceListQuery = PageQuery.extend({ checkpoint: z.uuid().optional() });
export type DeviceListQuery = z.output<typeof DeviceListQuery>;

export const DeviceResponse = z.object({
  id: z.uuid(),
  checkpoint: z.uuid(),
  status: z.enum(['enrolling', 'active', 'revoked']),
  enrolledAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  createdAt: Instant,
});
export type DeviceResponse = z.output<typeof DeviceResponse>;

export const DevicePage = pageOf(DeviceResponse);
export type DevicePage = z.output<typeof DevicePage>;
