import type { DeviceV1 } from '@entry/contracts/events/administration.v1';

export type TokenStanding = 'good' | 'rotated' | 'revoked';

/** What one of a device's tokens is worth at an instant. A token that was replaced is good until its time is over, never after the device was revoked. */
export function standingOf({ status, tokenHash, previousTokens }: DeviceV1, hash: string, at: Date): TokenStanding {
  if (status !== 'active') return 'revoked';
  if (hash === tokenHash) return 'good';
  const previous = previousTokens.find((token) => token.hash === hash);
  return previous && at < new Date(previous.goodUntil) ? 'good' : 'rotated';
}
