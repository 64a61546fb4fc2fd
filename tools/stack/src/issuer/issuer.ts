import { once } from 'node:events';
import { createServer } from 'node:http';
import { algorithm, type SigningKey } from './signing-key';

export interface Issuer {
  stop(): Promise<void>;
}

/** What a client of OpenID Connect Discovery 1.0 asks for; tokens are made on the command line, not here. */
export async function startIssuer(
  issuer: string,
  port: number,
  { publicJwk }: SigningKey,
  host = '127.0.0.1',
): Promise<Issuer> {
  const documents = new Map<string, object>([
    [
      '/.well-known/openid-configuration',
      {
        issuer,
        jwks_uri: `${issuer}/jwks.json`,
        response_types_supported: ['token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: [algorithm],
      },
    ],
    ['/jwks.json', { keys: [publicJwk] }],
  ]);
  const server = createServer((request, response) => {
    const document = documents.get(request.url ?? '');
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document ?? {}));
  });
  await once(server.listen(port, host), 'listening');
  return {
    stop: async () => {
      const closed = once(server.close(), 'close');
      server.closeAllConnections();
      await closed;
    },
  };
}
