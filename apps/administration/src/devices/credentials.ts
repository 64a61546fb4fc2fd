import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, base64url: 43 characters. */
export function newDeviceToken(): string {
  return randomBytes(32).toString('base64url');
}

/** 128 random bits, base64url: 22 characters. */
export function newEnrolmentCode(): string {
  return randomBytes(16).toString('base64url');
}

/** SHA-256 in hex. Enough for a secret that is random all through, and the same wherever a gateway computes it. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
