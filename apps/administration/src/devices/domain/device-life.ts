export type DeviceStatus = 'enrolling' | 'active' | 'revoked';

/** A token that was replaced, by its hash. */
export interface PreviousToken {
  readonly hash: string;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly goodUntil: string;
}

/** A key that was replaced. */
export interface PreviousKey {
  readonly publicKey: string;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly goodUntil: string;
}

/** What a device proves by who it is: the hash of its token, and the Ed25519 key of one that signs. */
export interface Credentials {
  readonly tokenHash: string;
  readonly publicKey?: string | undefined;
}

/** What of a device changes in its life: enrolling, active from its enrolment on, revoked for ever. */
export interface DeviceState {
  readonly status: DeviceStatus;
  readonly tokenHash: string | null;
  /** The last one first. */
  readonly previousTokens: readonly PreviousToken[];
  readonly publicKey: string | null;
  /** The last one first. */
  readonly previousKeys: readonly PreviousKey[];
  readonly enrolmentCodeHash: string | null;
  readonly enrolmentCodeExpiresAt: Date | null;
  readonly enrolledAt: Date | null;
  readonly revokedAt: Date | null;
  /** Rises by one with each change. */
  readonly version: number;
}

const codeLifetime = 24 * 3_600_000;
const mostPrevious = 5;

export function newDevice(enrolmentCodeHash: string, at: Date): DeviceState & { enrolmentCodeExpiresAt: Date } {
  return {
    status: 'enrolling',
    tokenHash: null,
    previousTokens: [],
    publicKey: null,
    previousKeys: [],
    enrolmentCodeHash,
    enrolmentCodeExpiresAt: new Date(at.getTime() + codeLifetime),
    enrolledAt: null,
    revokedAt: null,
    version: 1,
  };
}

/** Uses the code up; null when it is no longer valid. */
export function enrol(device: DeviceState, { tokenHash, publicKey }: Credentials, at: Date): DeviceState | null {
  const { status, enrolmentCodeExpiresAt } = device;
  if (status !== 'enrolling' || enrolmentCodeExpiresAt === null || at >= enrolmentCodeExpiresAt) return null;
  return next(device, { ...withoutCode, status: 'active', tokenHash, publicKey: publicKey ?? null, enrolledAt: at });
}

/**
 * No token before is good for longer than until `previousGoodUntil`; none gets longer than it had. Several may be good at once: a
 * rotation whose answer was lost is repeated while the device still has a token from before both. The same of keys, where another one
 * comes. Null unless active.
 */
export function rotate(device: DeviceState, to: Credentials, previousGoodUntil: Date): DeviceState | null {
  if (device.status !== 'active' || device.tokenHash === null) return null;
  const until = previousGoodUntil.toISOString();
  const previousTokens = replaced({ hash: device.tokenHash, goodUntil: until }, device.previousTokens);
  const tokens = { tokenHash: to.tokenHash, previousTokens };
  if (to.publicKey === undefined) return next(device, tokens);
  const before = device.publicKey;
  const previousKeys = before === null ? [] : replaced({ publicKey: before, goodUntil: until }, device.previousKeys);
  return next(device, { ...tokens, publicKey: to.publicKey, previousKeys });
}

function replaced<Previous extends { readonly goodUntil: string }>(
  last: Previous,
  before: readonly Previous[],
): Previous[] {
  const ending = before.map((one) => ({ ...one, goodUntil: earlier(one.goodUntil, last.goodUntil) }));
  return [last, ...ending].slice(0, mostPrevious);
}

/** Instants written alike are in the order of their texts. */
const earlier = (a: string, b: string): string => (a < b ? a : b);

/** One version on, so that gates hear of its new place; null unless it is active. */
export function move(device: DeviceState): DeviceState | null {
  return device.status === 'active' ? next(device, {}) : null;
}

/** Keeps the hashes of tokens, so that a gate can tell a revoked device from an unknown one; null when it was revoked before. */
export function revoke(device: DeviceState, at: Date): DeviceState | null {
  return device.status === 'revoked' ? null : next(device, { ...withoutCode, status: 'revoked', revokedAt: at });
}

const withoutCode = { enrolmentCodeHash: null, enrolmentCodeExpiresAt: null };

function next(device: DeviceState, changes: Partial<DeviceState>): DeviceState {
  const { status, tokenHash, previousTokens, publicKey, previousKeys, version } = device;
  const { enrolmentCodeHash, enrolmentCodeExpiresAt, enrolledAt, revokedAt } = device;
  const tokens = { tokenHash, previousTokens, publicKey, previousKeys };
  const before = { status, ...tokens, enrolmentCodeHash, enrolmentCodeExpiresAt, enrolledAt, revokedAt };
  return { ...before, ...changes, version: version + 1 };
}
