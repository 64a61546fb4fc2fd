import { Problem } from '@entry/platform/http/problem';
import type { DeviceDirectory } from './device-directory';

/** 503 `DEVICES_UNKNOWN` until every device is known: one that was revoked may look active before. */
export function requireLoaded(devices: DeviceDirectory): void {
  if (devices.isLoaded()) return;
  const headers = { 'retry-after': '1' };
  throw new Problem(503, 'DEVICES_UNKNOWN', 'The devices are not known here yet.', { headers });
}
