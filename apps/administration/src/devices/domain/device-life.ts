export type DeviceStatus = 'enrolling' | 'active' | 'revoked';

/** What of a device changes in its life: enrolling, active from its enrolment on, revoked for ever. */
export interface DeviceState {
  readonly status: DeviceStatus;
  readonly tokenHash: string | null;
  readonly enrolmentCodeHash: string | null;
  readonly enrolmentCodeExpiresAt: Date | null;
  readonly enrolledAt: Date | null;
  readonly revokedAt: Date | null;
  /** Rises by one with each change. */
  readonly version: number;
}

const codeLifetime = 24 * 3_600_000;

export function newDevice(enrolmentCodeHash: string, at: Date): DeviceState & { enrolmentCodeExpiresAt: Date } {
  return {
    status: 'enrolling',
    tokenHash: null,
    enrolmentCodeHash,
    enrolmentCodeExpiresAt: new Date(at.getTime() + codeLifetime),
    enrolledAt: null,
    revokedAt: null,
    version: 1,
  };
}

/** Uses the code up; null when it is no longer valid. */
export function enrol(device: DeviceState, tokenHash: string, at: Date): DeviceState | null {
  const { status, enrolmentCodeExpiresAt } = device;
  if (status !== 'enrolling' || enrolmentCodeExpiresAt === null || at >= enrolmentCodeExpiresAt) return null;
  return next(device, { ...withoutCode, status: 'active', tokenHash, enrolledAt: at });
}

/** The token before stops being one; null unless active. */
export function rotate(device: DeviceState, tokenHash: string): DeviceState | null {
  return device.status === 'active' ? next(device, { tokenHash }) : null;
}

/** Keeps the token's hash, so that a gate can tell a revoked device from an unknown one; null when it was revoked before. */
export function revoke(device: DeviceState, at: Date): DeviceState | null {
  return device.status === 'revoked' ? null : next(device, { ...withoutCode, status: 'revoked', revokedAt: at });
}

const withoutCode = { enrolmentCodeHash: null, enrolmentCodeExpiresAt: null };

function next(device: DeviceState, changes: Partial<DeviceState>): DeviceState {
  const { status, tokenHash, enrolmentCodeHash, enrolmentCodeExpiresAt, enrolledAt, revokedAt, version } = device;
  const before = { status, tokenHash, enrolmentCodeHash, enrolmentCodeExpiresAt, enrolledAt, revokedAt };
  return { ...before, ...changes, version: version + 1 };
}
