/** What a signature says of itself (RFC 9421, 2.3), as far as a device must say it. */
export interface SignatureParameters {
  readonly keyid?: unknown;
  readonly created?: unknown;
  readonly nonce?: unknown;
  readonly alg?: unknown;
}

export interface Signed {
  /** The device's id. */
  readonly deviceId: string;
  readonly nonce: string;
  /** From then on it is taken no more. The same signature says the same each time. */
  readonly expiresAt: Date;
}

export type SignatureFault = 'SIGNATURE_INVALID' | 'SIGNATURE_EXPIRED';

/** In seconds, before and after: a clock may be off as far as that, and a nonce is remembered for all of it. */
const signatureLifetime = 300;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const nonceShape = /^[\x21-\x7e]{16,100}$/;

export function readSignatureParameters(given: SignatureParameters, now: Date): Signed | SignatureFault {
  const { keyid, created, nonce, alg } = given;
  if (typeof keyid !== 'string' || !uuid.test(keyid)) return 'SIGNATURE_INVALID';
  if (typeof nonce !== 'string' || !nonceShape.test(nonce)) return 'SIGNATURE_INVALID';
  if (alg !== undefined && alg !== 'ed25519') return 'SIGNATURE_INVALID';
  if (!(created instanceof Date) || Number.isNaN(created.getTime())) return 'SIGNATURE_INVALID';
  const age = (now.getTime() - created.getTime()) / 1_000;
  if (Math.abs(age) > signatureLifetime) return 'SIGNATURE_EXPIRED';
  const expiresAt = new Date(created.getTime() + signatureLifetime * 1_000);
  return { deviceId: keyid.toLowerCase(), nonce, expiresAt };
}
