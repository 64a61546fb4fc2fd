import { roles, type Role } from '@entry/contracts/vocabulary/roles';
import { errors, type JWTPayload, type JWTVerifyResult } from 'jose';
import { Problem } from '../http/problem';
import type { Caller } from './caller';
import { IssuerKeys, KeysUnavailable } from './issuer-keys';
import { loadKeySet, type KeySetLocation } from './load-key-set';
import { TokenReader } from './token-reader';

export interface OidcOptions extends KeySetLocation {
  readonly audience: string;
  /** How far the issuer's clock and ours may be apart, in seconds; a minute unless it says otherwise. */
  readonly clockTolerance?: number | undefined;
}

const usualClockTolerance = 60;

/** Those that check with a public key; `none` and HMAC are not among them. */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/** Many issuers say nothing or `JWT` of an access token; RFC 9068 has `at+jwt`. A token that says it is something else is none. */
const accessTokenType = /^(application\/)?(at\+)?jwt$/i;

/** OIDC access tokens of one issuer, checked against its published keys (RFC 7519, RFC 9068; claims `roles`, `district`, `agency`). */
export class OidcTokenReader extends TokenReader {
  constructor(
    private readonly options: OidcOptions,
    private readonly keys = new IssuerKeys(() => loadKeySet(options)),
  ) {
    super();
  }

  async read(token: string): Promise<Caller | null> {
    if (token.split('.').length !== 3) return null;
    const { issuer, audience, clockTolerance = usualClockTolerance } = this.options;
    try {
      const options = { issuer, audience, algorithms, clockTolerance, requiredClaims: ['sub', 'exp'] };
      const verified = await this.keys.verify(token, options);
      requireAccessToken(verified);
      requirePast(verified.payload, clockTolerance);
      return toCaller(verified.payload);
    } catch (error) {
      throw toProblem(error);
    }
  }
}

/** `at_hash` and `c_hash` are claims of ID tokens alone (OpenID Connect Core 1.0, section 3.3.2.11). */
function requireAccessToken({ payload, protectedHeader: { typ } }: JWTVerifyResult): void {
  const isOther = typ !== undefined && !accessTokenType.test(typ);
  if (isOther || 'at_hash' in payload || 'c_hash' in payload) {
    throw unauthenticated('TOKEN_INVALID', 'This is a token of the issuer, but no access token.');
  }
}

/** jose looks at `iat` only where tokens have a greatest age. */
function requirePast({ iat }: JWTPayload, clockTolerance: number): void {
  if (iat !== undefined && iat > Date.now() / 1_000 + clockTolerance) throw notYetValid();
}

function toCaller({ sub, roles: claimed, district, agency }: JWTPayload): Caller {
  if (typeof sub !== 'string' || sub === '') throw wrongClaim('sub');
  return {
    id: sub,
    roles: roles.filter((role) => role !== 'device' && Array.isArray(claimed) && claimed.includes(role)),
    district: typeof district === 'string' ? district : null,
    agency: typeof agency === 'string' ? agency : null,
  } satisfies Caller & { roles: Role[] };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof errors.JWTExpired) return unauthenticated('TOKEN_EXPIRED', 'The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'nbf' && error.reason === 'check_failed' ? notYetValid() : wrongClaim(error.claim);
  }
  if (error instanceof KeysUnavailable || !(error instanceof errors.JOSEError))
    return new Problem(503, 'ISSUER_UNREACHABLE', 'The token could not be checked now.', {
      headers: { 'retry-after': '2' },
    });
  return unauthenticated('TOKEN_INVALID', 'The token is not one of the issuer for this service.');
}

const notYetValid = () =>
  unauthenticated('TOKEN_NOT_YET_VALID', 'The token is of a later time: the clocks of its issuer and of here differ.');

const wrongClaim = (claim: string) =>
  unauthenticated('TOKEN_INVALID', `The token's \`${claim}\` is missing, or not what this service takes.`);

export function unauthenticated(code: string, detail: string): Problem {
  return new Problem(401, code, detail, { headers: { 'www-authenticate': 'Bearer' } });
}
