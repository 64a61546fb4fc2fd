import type { Role } from '@entry/contracts/vocabulary/roles';
import { SignJWT } from 'jose';
import { audience } from '../services/service-environment';
import { algorithm, type SigningKey } from './signing-key';

export type OidcRole = Exclude<Role, 'device'>;

export interface TokenClaims {
  readonly district?: string | undefined;
  readonly agency?: string | undefined;
  /** 30 days unless it says otherwise. */
  readonly hours?: number | undefined;
}

const monthOfHours = 30 * 24;

/** An OIDC access token of the development issuer. */
export async function accessToken(
  { privateKey, publicJwk }: SigningKey,
  issuer: string,
  role: OidcRole,
  { district, agency, hours = monthOfHours }: TokenClaims = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ roles: [role], ...(district && { district }), ...(agency && { agency }) })
    .setProtectedHeader({ alg: algorithm, kid: publicJwk.kid ?? '', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(`development-${role}`)
    .setIssuedAt(now)
    .setExpirationTime(now + hours * 3_600)
    .sign(privateKey);
}
