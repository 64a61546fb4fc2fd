import { startForeignIssuer, type ForeignIssuer } from '@entry/testing/foreign-issuer';
import { generateKeyPair, SignJWT } from 'jose';
import { startGuardedApp, type GuardedApp } from './guarded-app.fake';

const good = { status: 200, code: undefined };

describe('the tokens of an issuer that is not ours', () => {
  let issuer: ForeignIssuer;
  let app: GuardedApp;
  beforeAll(() => jest.spyOn(console, 'warn').mockReturnValue());
  afterAll(() => jest.restoreAllMocks());
  beforeEach(async () => {
    issuer = await startForeignIssuer();
    app = await startGuardedApp({ issuer: issuer.issuer, audience: issuer.audience });
  });
  afterEach(async () => {
    await app.close();
    await issuer.stop();
  });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'] as const)('are taken when signed with %s', async (algorithm) => {
    expect(await app.get('/police', await issuer.tokenFor(['police'], algorithm))).toEqual(good);
  });

  it('are taken by the address of its keys alone', async () => {
    const jwksUrl = `${issuer.issuer}/jwks`;
    const other = await startGuardedApp({ issuer: issuer.issuer, audience: issuer.audience, jwksUrl });

    expect(await other.get('/police', await issuer.tokenFor(['police']))).toEqual(good);
    await other.close();
  });

  it('give the roles that they name, and no other', async () => {
    const token = await issuer.tokenFor(['analyst', 'device', 'root']);

    expect(await app.get('/police', token)).toEqual({ status: 403, code: 'ROLE_NOT_ALLOWED' });
  });

  it('are refused when they are for another service', async () => {
    const token = await issuer.tokenFor(['police'], 'RS256', 'urn:hanoi:elsewhere');

    expect(await app.get('/police', token)).toEqual({ status: 401, code: 'TOKEN_INVALID' });
  });

  it('are taken at once after each change of its keys', async () => {
    expect(await app.get('/police', await issuer.tokenFor(['police']))).toEqual(good);
    for (const _ of Array(2)) {
      await issuer.replaceKeys();
      expect(await app.get('/police', await issuer.tokenFor(['police']))).toEqual(good);
    }
  });

  it('go on being checked while it is away, and those of a key that may be new are neither good nor bad', async () => {
    const known = await issuer.tokenFor(['police']);
    const { privateKey } = await generateKeyPair('RS256');
    const unknown = await new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'new' }).sign(privateKey);
    await app.get('/police', known);

    await issuer.stop();

    expect(await app.get('/police', known)).toEqual(good);
    expect(await app.get('/police', unknown)).toEqual({ status: 503, code: 'ISSUER_UNREACHABLE' });
  });

  it('are not taken on the word of a discovery document of another name', async () => {
    const alias = issuer.issuer.replace('127.0.0.1', 'localhost');
    const other = await startGuardedApp({ issuer: alias, audience: issuer.audience });

    const answer = await other.get('/police', await issuer.tokenFor(['police']));

    expect(answer).toEqual({ status: 503, code: 'ISSUER_UNREACHABLE' });
    await other.close();
  });
});
