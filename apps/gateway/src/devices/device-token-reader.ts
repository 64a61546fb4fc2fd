import type { DeviceV1 } from '@entry/contracts/events/administration.v1';
import type { Caller } from '@entry/platform/access/caller';
import { unauthenticated } from '@entry/platform/access/oidc-token-reader';
import { TokenReader } from '@entry/platform/access/token-reader';
import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import { PolicyDirectory } from '../entry-rules/policy-directory';
import { DeviceDirectory } from './device-directory';
import { requireLoaded } from './require-loaded';
import { standingOf } from './domain/token-standing';

const deviceToken = /^[\w-]{43}$/;

/** Device tokens: 256 random bits in base64url, known here by their SHA-256 alone. */
@Injectable()
export class DeviceTokenReader extends TokenReader {
  constructor(
    private readonly directory: DeviceDirectory,
    private readonly policies: PolicyDirectory,
  ) {
    super();
  }

  async read(token: string): Promise<Caller | null> {
    if (!deviceToken.test(token)) return null;
    requireLoaded(this.directory);
    const tokenHash = hash('sha256', token);
    const device = this.directory.findByTokenHash(tokenHash) ?? (await this.directory.awaitTokenHash(tokenHash));
    const caller = device && toCaller(device, tokenHash);
    if (device && this.mustSign(device)) {
      throw unauthenticated('SIGNATURE_REQUIRED', 'At this kind of venue a device signs its requests.');
    }
    return caller;
  }

  private mustSign({ deviceId }: DeviceV1): boolean {
    const venueKind = this.directory.findStationed(deviceId)?.checkpoint.venueKind;
    if (venueKind === undefined) return false;
    return this.policies.inForce(venueKind, new Date())?.signatureRequired.includes(venueKind) ?? false;
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
