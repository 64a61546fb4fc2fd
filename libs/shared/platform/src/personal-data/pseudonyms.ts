import { createHmac, type KeyObject } from 'node:crypto';
import { exactName, foldName } from './fold-name';

export type Sex = 'male' | 'female';

/** `HMAC-SHA-256(secret, idNumber)`, 128 bits in base64url: the only name under which a citizen travels. */
export function subjectOf(key: KeyObject, idNumber: string): string {
  return keyedDigest(key, idNumber);
}

/**
 * Keyed tags of a person's fields. Each is an HMAC over subject, field and value, so that equal names or sexes of
 * two people give different tags, and one person's field can be compared without being known.
 */
export class CitizenTags {
  constructor(private readonly key: KeyObject) {}

  name(subject: string, fullName: string): string {
    return this.tag(subject, 'name', foldName(fullName));
  }

  exactName(subject: string, fullName: string): string {
    return this.tag(subject, 'exact-name', exactName(fullName));
  }

  /** `date` is `YYYY-MM-DD`. */
  birthDate(subject: string, date: string): string {
    return this.tag(subject, 'birth-date', date);
  }

  birthYear(subject: string, year: string): string {
    return this.tag(subject, 'birth-year', year);
  }

  sex(subject: string, sex: Sex): string {
    return this.tag(subject, 'sex', sex);
  }

  /** Finds a citizen by an earlier number; of no use without the key. */
  oldNumber(oldIdNumber: string): string {
    return keyedDigest(this.key, `old-id-number\n${oldIdNumber}`);
  }

  /** Tells whether a row is the same as before without keeping it readable. */
  digestOf(subject: string, row: string): string {
    return this.tag(subject, 'row', row);
  }

  private tag(subject: string, field: string, value: string): string {
    return keyedDigest(this.key, `${subject}\n${field}\n${value}`);
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `HMAC-SHA-256(key, text)`, its first 128 bits in base64url: 22 characters. */
export function keyedDigest(key: KeyObject, text: string): string {
  const digest = createHmac('sha256', key).update(text).digest('base64url');
  // Faster than by way of bytes. The last two of the 128 bits begin the 22nd character; the rest of it belongs to the next byte.
  return digest.slice(0, 21) + alphabet.charAt(alphabet.indexOf(digest.charAt(21)) & 0b11_0000);
}
