import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type AsymmetricSigningAlgorithm, type ResourceServer } from 'oidc-provider';

export interface ForeignIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** An access token by the client credentials grant, with its roles; five minutes good. */
  tokenFor(roles: readonly string[], algorithm?: AsymmetricSigningAlgorithm, resource?: string): Promise<string>;
  /** Signs with new keys from now on, and publishes those only. */
  replaceKeys(): Promise<void>;
  stop(): Promise<void>;
}

const audience = 'urn:hanoi:entry-control';
const client = { id: 'national-portal', secret: 'of this test only' };

/** An OpenID provider that is not ours: `oidc-provider`, with a key of each kind and no other setting than it needs to give JWTs. */
export async function startForeignIssuer(): Promise<ForeignIssuer> {
  let provider: Provider | undefined;
  let roles: readonly string[] = [];
  let algorithm: AsymmetricSigningAlgorithm = 'RS256';
  const server = createServer((request, response) => void provider!.callback()(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const replaceKeys = async () => {
    const resourceServer = (identifier: string): ResourceServer => ({
      scope: '',
      audience: identifier,
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: algorithm } },
    });
    provider = new Provider(issuer, {
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
        },
      ],
      jwks: { keys: await newKeys() },
      features: {
        clientCredentials: { enabled: true },
        devInteractions: { enabled: false },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (_context, identifier) => resourceServer(identifier),
        },
      },
      ttl: { ClientCredentials: 300 },
      extraTokenClaims: () => ({ roles }),
    });
  };
  await replaceKeys();

  return {
    issuer,
    audience,
    replaceKeys,
    tokenFor: async (wanted, by = 'RS256', resource = audience) => {
      [roles, algorithm] = [wanted, by];
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${client.id}:${encodeURIComponent(client.secret)}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
      });
      const body = (await response.json()) as { access_token?: string };
      if (!body.access_token) throw new Error(`no token: ${JSON.stringify(body)}`);
      return body.access_token;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function newKeys(): Promise<JWK[]> {
  const pairs = ['RS256', 'ES256', 'EdDSA'].map((kind) => generateKeyPair(kind, { extractable: true }));
  return Promise.all(pairs.map(async (pair) => ({ ...(await exportJWK((await pair).privateKey)), use: 'sig' })));
}
