import { Problem } from '@entry/platform/http/problem';
import type { DeviceDirectory, StationedDevice } from './device-directory';

/** The device where it stands; 503 `CHECKPOINT_UNKNOWN` while this is not known here as it is now. */
export function requireStationed(devices: DeviceDirectory, deviceId: string): StationedDevice {
  const device = devices.findStationed(deviceId);
  if (device) return device;
  throw new Problem(503, 'CHECKPOINT_UNKNOWN', 'This device and its checkpoint are not known here as they are now.', {
    headers: { 'retry-after': '1' },
  });
}
