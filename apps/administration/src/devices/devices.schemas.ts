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

export const RotateResponse = EnrolResponse.omit({ checkpoint: true });
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
