import type { DeviceV1 } from '@entry/contracts/events/administration.v1';
import type { Caller } from '@entry/platform/access/caller';
import { unauthenticated } from '@entry/platform/access/oidc-token-reader';
import { Problem } from '@entry/platform/http/problem';
import { TokenReader } from '@entry/platform/access/token-reader';
import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import { DeviceDirectory } from './device-directory';
import { standingOf } from './domain/token-standing';

const deviceToken = /^[\w-]{43}$/;

/** Device tokens: 256 random bits in base64url, known here by their SHA-256 alone. */
@Injectable()
export class DeviceTokenReader extends TokenReader {
  constructor(private readonly directory: DeviceDirectory) {
    super();
  }

  async read(token: string): Promise<Caller | null> {
    if (!deviceToken.test(token)) return null;
    if (!this.directory.isLoaded()) {
      const headers = { 'retry-after': '1' };
      throw new Problem(503, 'DEVICES_UNKNOWN', 'The devices are not known here yet.', { headers });
    }
    const tokenHash = hash('sha256', token);
    const device = this.directory.findByTokenHash(tokenHash) ?? (await this.directory.awaitTokenHash(tokenHash));
    return device && toCaller(device, tokenHash);
  }
}

function toCaller(device: DeviceV1, tokenHash: string): Caller {
  switch (standingOf(device, tokenHash, new Date())) {
    case 'good':
      return { id: device.deviceId, roles: ['device'], district: null, agency: null };
    case 'rotated':
      throw unauthenticated('TOKEN_ROTATED', 'This token was replaced by another one, and its time is over.');
    case 'revoked':
      throw unauthenticated('DEVICE_REVOKED', 'This device was revoked.');
  }
}
