import type { Caller } from '@entry/platform/access/caller';
import { unauthenticated } from '@entry/platform/access/oidc-token-reader';
import { Problem } from '@entry/platform/http/problem';
import { TokenReader } from '@entry/platform/access/token-reader';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DeviceDirectory } from './device-directory';

/** Device tokens: 256 random bits, known here by their SHA-256 alone. */
@Injectable()
export class DeviceTokenReader extends TokenReader {
  constructor(private readonly directory: DeviceDirectory) {
    super();
  }

  read(token: string): Caller | null {
    if (token.includes('.')) return null;
    if (!this.directory.isLoaded()) {
      const headers = { 'retry-after': '1' };
      throw new Problem(503, 'DEVICES_UNKNOWN', 'The devices are not known here yet.', { headers });
    }
    const device = this.directory.findByTokenHash(createHash('sha256').update(token).digest('hex'));
    if (!device) return null;
    if (device.status !== 'active') throw unauthenticated('DEVICE_REVOKED', 'This device was revoked.');
    return { id: device.deviceId, roles: ['device'], district: null, agency: null };
  }
}
