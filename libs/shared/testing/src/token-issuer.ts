import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Claims {
  readonly roles: readonly string[];
  readonly district?: string;
  readonly agency?: string;
  readonly sub?: string;
}

/** Where a token differs from a good one. */
export interface Defect {
  readonly audience?: string;
  /** In seconds; a good token has five minutes. */
  readonly expiresIn?: number;
}

export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** An access token with the claims, good for five minutes. */
  sign(claims: Claims, defect?: Defect): Promise<string>;
  stop(): Promise<void>;
}

/** An OIDC issuer as far as a service sees one: a set of keys over HTTP, and tokens signed with one of them. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keySet = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' }] });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(keySet);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const audience = 'entry-control';
  return {
    issuer,
    audience,
    jwksUrl: `${issuer}/jwks`,
    sign: ({ sub = 'somebody', ...claims }, { audience: aud = audience, expiresIn = 300 } = {}) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setIssuer(issuer)
        .setAudience(aud)
        .setSubject(sub)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1_000) + expiresIn)
        .sign(privateKey),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
