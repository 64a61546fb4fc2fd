import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeSecret } from '../secrets/kept-secret';

export const algorithm = 'ES256';
const keyId = 'development';
const pathIn = (dataDirectory: string) => resolve(dataDirectory, 'secrets/issuer-key.json');

export interface SigningKey {
  readonly privateKey: CryptoKey;
  /** As a key set publishes it. */
  readonly publicJwk: JWK;
}

/** Null where no development issuer has ever started. */
export async function findSigningKey(dataDirectory: string): Promise<SigningKey | null> {
  const path = pathIn(dataDirectory);
  if (!existsSync(path)) return null;
  const jwk = JSON.parse(readFileSync(path, 'utf8')) as JWK;
  const { d: _secret, ...publicJwk } = jwk;
  return { privateKey: (await importJWK(jwk, algorithm)) as CryptoKey, publicJwk };
}

export async function keptSigningKey(dataDirectory: string): Promise<SigningKey> {
  const found = await findSigningKey(dataDirectory);
  if (found) return found;
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: keyId, alg: algorithm, use: 'sig' };
  writeSecret(pathIn(dataDirectory), JSON.stringify(jwk));
  return keptSigningKey(dataDirectory);
}
