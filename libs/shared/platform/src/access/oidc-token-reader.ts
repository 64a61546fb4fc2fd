import { roles, type Role } from '@entry/contracts/vocabulary/roles';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { Problem } from '../http/problem';
import type { Caller } from './caller';
import { TokenReader } from './token-reader';

export interface OidcOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

const algorithms = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'];
const clockTolerance = 5;

/** OIDC access tokens of one issuer, checked against its published keys (RFC 7519, RFC 9068 claims `roles`, `district`, `agency`). */
export class OidcTokenReader extends TokenReader {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(private readonly options: OidcOptions) {
    super();
    this.keys = createRemoteJWKSet(new URL(options.jwksUrl), { timeoutDuration: 3_000 });
  }

  async read(token: string): Promise<Caller | null> {
    if (token.split('.').length !== 3) return null;
    const { issuer, audience } = this.options;
    try {
      const options = { issuer, audience, algorithms, clockTolerance, requiredClaims: ['sub', 'exp'] };
      return toCaller((await jwtVerify(token, this.keys, options)).payload);
    } catch (error) {
      throw toProblem(error);
    }
  }
}

function toCaller({ sub, roles: claimed, district, agency }: JWTPayload): Caller {
  return {
    id: sub ?? '',
    roles: roles.filter((role) => role !== 'device' && Array.isArray(claimed) && claimed.includes(role)),
    district: typeof district === 'string' ? district : null,
    agency: typeof agency === 'string' ? agency : null,
  } satisfies Caller & { roles: Role[] };
}

function toProblem(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return unauthenticated('TOKEN_EXPIRED', 'The token has expired.');
  const failedToAsk = (error as { code?: string }).code === 'ERR_JOSE_GENERIC';
  const issuerAway = failedToAsk || error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError);
  if (issuerAway)
    return new Problem(503, 'ISSUER_UNREACHABLE', 'The token could not be checked now.', {
      headers: { 'retry-after': '2' },
    });
  return unauthenticated('TOKEN_INVALID', 'The token is not one of the issuer for this service.');
}

export function unauthenticated(code: string, detail: string): Problem {
  return new Problem(401, code, detail, { headers: { 'www-authenticate': 'Bearer' } });
}
