import { keyedDigest } from '@entry/platform/personal-data/pseudonyms';
import { localDate } from '@entry/platform/time/local-date';
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { stringify } from 'uuid';

/** The names under which analysts see people and scans; without the key neither leads back, nor from one day to the next. */
export class VisitorPseudonyms {
  private readonly eventIds: KeyObject;
  private lately: { readonly day: string; readonly key: KeyObject };

  constructor(private readonly key: KeyObject) {
    this.eventIds = this.derive('event-id');
    this.lately = { day: '', key: this.eventIds };
  }

  /** `HMAC(HMAC(key, day), subject)`, 128 bits in base64url, with the local day of `scannedAt`: one person has one pseudonym a day. */
  visitor(subject: string, scannedAt: string): string {
    const day = localDate(new Date(scannedAt));
    if (this.lately.day !== day) this.lately = { day, key: this.derive(day) };
    return keyedDigest(this.lately.key, subject);
  }

  /** A UUID of version 8 (RFC 9562) from `HMAC(HMAC(key, 'event-id'), eventId)`: always the same for one event. */
  eventId(eventId: string): string {
    const bytes = Buffer.from(keyedDigest(this.eventIds, eventId.toLowerCase()), 'base64url');
    bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x80;
    bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
    return stringify(bytes);
  }

  private derive(purpose: string): KeyObject {
    return createSecretKey(createHmac('sha256', this.key).update(purpose).digest());
  }
}
