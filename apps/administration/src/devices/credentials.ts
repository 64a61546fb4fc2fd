import { createHash, randomBytes, randomInt } from 'node:crypto';
import { toString as toQr } from 'qrcode';

/** Crockford's base 32: no letter is taken for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 256 random bits, base64url: 43 characters. */
export function newDeviceToken(): string {
  return randomBytes(32).toString('base64url');
}

/** 80 random bits for a person to type, in four groups: `7K2M-D9QX-WA3F-0RTE`. It is good for a day and once. */
export function newEnrolmentCode(): string {
  const letters = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]);
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-');
}

/** The code as it was given, whatever somebody made of it who typed it. */
export function typedEnrolmentCode(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return letters.match(/.{1,4}/g)?.join('-') ?? '';
}

/** What a device reads instead of having the code typed: a QR symbol, in SVG. */
export function toEnrolmentQr(enrolmentCode: string): Promise<string> {
  return toQr(enrolmentCode, { type: 'svg', errorCorrectionLevel: 'M' });
}

/** SHA-256 in hex. Enough for a secret that is random all through, and the same wherever a gateway computes it. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
