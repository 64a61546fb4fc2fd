import { createRemoteJWKSet, jwtVerify } from 'jose';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../ports/free-ports';
import { accessToken } from './access-token';
import { startIssuer } from './issuer';
import { findSigningKey, keptSigningKey } from './signing-key';

describe('the development issuer', () => {
  const directory = mkdtempSync(join(tmpdir(), 'issuer-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('publishes the key with which its tokens are checked', async () => {
    const { issuer: port } = await freePorts();
    const url = `http://localhost:${port}`;
    const key = await keptSigningKey(directory);
    const issuer = await startIssuer(url, port, key);
    const token = await accessToken(key, url, 'agency', { agency: 'agency-1', hours: 1 });

    const keys = createRemoteJWKSet(new URL(`${url}/jwks.json`));
    const { payload } = await jwtVerify(token, keys, { issuer: url, audience: 'hanoi-entry-control' });

    expect(payload).toMatchObject({ roles: ['agency'], agency: 'agency-1', sub: 'development-agency' });
    expect(payload.exp! - payload.iat!).toBe(3_600);
    await issuer.stop();
  });

  it('keeps its key over restarts', async () => {
    const made = await keptSigningKey(directory);

    expect((await findSigningKey(directory))?.publicJwk).toEqual(made.publicJwk);
    expect(made.publicJwk).not.toHaveProperty('d');
  });
});
