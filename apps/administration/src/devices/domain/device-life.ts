export type DeviceStatus = 'enrolling' | 'active' | 'revoked';

/** A token that was replaced, by its hash. */
export interface PreviousToken {
  readonly hash: string;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly goodUntil: string;
}

/** What of a device changes in its life: enrolling, active from its enrolment on, revoked for ever. */
export interface DeviceState {
  readonly status: DeviceStatus;
  readonly tokenHash: string | null;
  /** The last one first. */
  readonly previousTokens: readonly PreviousToken[];
  readonly enrolmentCodeHash: string | null;
  readonly enrolmentCodeExpiresAt: Date | null;
  readonly enrolledAt: Date | null;
  readonly revokedAt: Date | null;
  /** Rises by one with each change. */
  readonly version: number;
}

const codeLifetime = 24 * 3_600_000;
const mostPreviousTokens = 5;

export function newDevice(enrolmentCodeHash: string, at: Date): DeviceState & { enrolmentCodeExpiresAt: Date } {
  return {
    status: 'enrolling',
    tokenHash: null,
    previousTokens: [],
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

/**
 * No token before is good for longer than until `previousGoodUntil`; none gets longer than it had. Several may be good at once: a
 * rotation whose answer was lost is repeated while the device still has a token from before both. Null unless active.
 */
export function rotate(device: DeviceState, tokenHash: string, previousGoodUntil: Date): DeviceState | null {
  if (device.status !== 'active' || device.tokenHash === null) return null;
  const until = previousGoodUntil.toISOString();
  const ending = device.previousTokens.map(({ hash, goodUntil }) => ({ hash, goodUntil: earlier(goodUntil, until) }));
  const previousTokens = [{ hash: device.tokenHash, goodUntil: until }, ...ending].slice(0, mostPreviousTokens);
  return next(device, { tokenHash, previousTokens });
}

/** Instants written alike are in the order of their texts. */
const earlier = (a: string, b: string): string => (a < b ? a : b);

/** Keeps the hashes of tokens, so that a gate can tell a revoked device from an unknown one; null when it was revoked before. */
export function revoke(device: DeviceState, at: Date): DeviceState | null {
  return device.status === 'revoked' ? null : next(device, { ...withoutCode, status: 'revoked', revokedAt: at });
}

const withoutCode = { enrolmentCodeHash: null, enrolmentCodeExpiresAt: null };

function next(device: DeviceState, changes: Partial<DeviceState>): DeviceState {
  const { status, tokenHash, previousTokens, version } = device;
  const { enrolmentCodeHash, enrolmentCodeExpiresAt, enrolledAt, revokedAt } = device;
  const tokens = { tokenHash, previousTokens };
  const before = { status, ...tokens, enrolmentCodeHash, enrolmentCodeExpiresAt, enrolledAt, revokedAt };
  return { ...before, ...changes, version: version + 1 };
}
