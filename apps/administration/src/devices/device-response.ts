import { localDate } from '@entry/platform/time/local-date';
import type { DeviceEntity } from './device.entity';
import type { DeviceResponse } from './devices.schemas';

export function toDeviceResponse(device: DeviceEntity): DeviceResponse {
  const { id, checkpoint, status, activity = null } = device;
  return {
    id,
    checkpoint: checkpoint.id,
    status,
    enrolledAt: device.enrolledAt?.toISOString() ?? null,
    revokedAt: device.revokedAt?.toISOString() ?? null,
    createdAt: device.createdAt.toISOString(),
    signs: device.publicKey !== null,
    lastSeenAt: activity?.lastSeenAt.toISOString() ?? null,
    scansToday: activity?.scansOn === localDate(new Date()) ? activity.scans : 0,
    softwareVersion: activity?.softwareVersion ?? null,
    queueLength: activity?.queueLength ?? null,
    clockSkewMilliseconds: activity?.clockSkewMilliseconds ?? null,
    suspectedAt: activity?.suspectedAt?.toISOString() ?? null,
  };
}
