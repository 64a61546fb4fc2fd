import type { DeviceV1 } from '@entry/contracts/events/administration.v1';

/** The keys that a device may sign with at an instant, the newest first; none when it is not active. */
export function goodKeysOf({ status, publicKey, previousKeys }: DeviceV1, at: Date): string[] {
  if (status !== 'active' || publicKey === null) return [];
  const previous = previousKeys.filter(({ goodUntil }) => at < new Date(goodUntil));
  return [publicKey, ...previous.map((key) => key.publicKey)];
}
