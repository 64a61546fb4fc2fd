import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWK, type JWTHeaderParameters } from 'jose';
import { IssuerKeys } from './issuer-keys';
import { OidcTokenReader } from './oidc-token-reader';

const issuer = 'https://issuer.example';
const audience = 'entry-control';
const secondsFromNow = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
const goodClaims = () => ({ iss: issuer, aud: audience, sub: 'somebody', exp: secondsFromNow(300), roles: ['police'] });
const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('OidcTokenReader', () => {
  const pair = generateKeyPair('ES256', { extractable: true });
  const strangers = generateKeyPair('ES256');

  const readerOf = (...keys: JWK[]) =>
    new OidcTokenReader({ issuer, audience }, new IssuerKeys(() => Promise.resolve({ keys })));
  const read = async (token: string) => {
    const jwk = { ...(await exportJWK((await pair).publicKey)), kid: 'ours', use: 'sig' };
    return readerOf(jwk).read(token);
  };
  const sign = async (claims: object, header: Partial<JWTHeaderParameters> = {}, by = pair) =>
    new SignJWT({ ...goodClaims(), ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'ours', ...header })
      .sign((await by).privateKey);

  it.each(['RS256', 'RS512', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA'])(
    'takes tokens signed with %s',
    async (alg) => {
      const { publicKey, privateKey } = await generateKeyPair(alg);
      const token = await new SignJWT(goodClaims()).setProtectedHeader({ alg, kid: 'k' }).sign(privateKey);

      const reader = readerOf({ ...(await exportJWK(publicKey)), alg, kid: 'k' });

      expect(await reader.read(token)).toEqual({ id: 'somebody', roles: ['police'], district: null, agency: null });
    },
  );

  it('finds the key among several that are published without id and algorithm', async () => {
    const [first, second] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const reader = readerOf(await exportJWK(first.publicKey), await exportJWK(second.publicKey));

    for (const { privateKey } of [first, second]) {
      const token = await new SignJWT(goodClaims()).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
      expect(await reader.read(token)).toMatchObject({ id: 'somebody' });
    }
  });

  it.each<[string, () => Promise<string>]>([
    ['of the type of RFC 9068', () => sign({}, { typ: 'at+jwt' })],
    ['of that type in full', () => sign({}, { typ: 'application/at+jwt' })],
    ['of the type JWT', () => sign({}, { typ: 'JWT' })],
    ['for other services as well', () => sign({ aud: ['elsewhere', audience] })],
    ['that expired half a minute ago', () => sign({ exp: secondsFromNow(-30) })],
    ['that is good from half a minute on', () => sign({ nbf: secondsFromNow(30), iat: secondsFromNow(30) })],
  ])('takes a token %s', async (_, token) => {
    expect(await read(await token())).toMatchObject({ id: 'somebody' });
  });

  const withHmac = async (secret: string) =>
    new SignJWT(goodClaims()).setProtectedHeader({ alg: 'HS256', kid: 'ours' }).sign(Buffer.from(secret));

  it.each<[string, string, () => Promise<string>]>([
    ['that expired', 'TOKEN_EXPIRED', () => sign({ exp: secondsFromNow(-90) })],
    ['that is not good yet', 'TOKEN_NOT_YET_VALID', () => sign({ nbf: secondsFromNow(90) })],
    ['that was given in the future', 'TOKEN_NOT_YET_VALID', () => sign({ iat: secondsFromNow(90) })],
    ['for another audience', 'TOKEN_INVALID', () => sign({ aud: 'elsewhere' })],
    ['for no audience', 'TOKEN_INVALID', () => sign({ aud: undefined })],
    ['of another issuer', 'TOKEN_INVALID', () => sign({ iss: `${issuer}/` })],
    ['without an end', 'TOKEN_INVALID', () => sign({ exp: undefined })],
    ['whose end is no number', 'TOKEN_INVALID', () => sign({ exp: 'never' })],
    ['without a subject', 'TOKEN_INVALID', () => sign({ sub: undefined })],
    ['with an empty subject', 'TOKEN_INVALID', () => sign({ sub: '' })],
    ['that nobody signed', 'TOKEN_INVALID', () => Promise.resolve(unsigned('none'))],
    ['that nobody signed, written otherwise', 'TOKEN_INVALID', () => Promise.resolve(unsigned('nOnE'))],
    ['whose signature was cut off', 'TOKEN_INVALID', async () => (await sign({})).replace(/[^.]+$/, '')],
    ['signed with the public key as a secret', 'TOKEN_INVALID', async () => withHmac(await publicPem())],
    ['signed with the published key as a secret', 'TOKEN_INVALID', async () => withHmac(await publicJwk())],
    ['signed by somebody else under our key id', 'TOKEN_INVALID', () => sign({}, {}, strangers)],
    ['that brings its own key', 'TOKEN_INVALID', async () => sign({}, { jwk: await strangersJwk() }, strangers)],
    ['that says where its key is', 'TOKEN_INVALID', () => sign({}, { jku: 'http://127.0.0.1:9/jwks' }, strangers)],
    ['with a header that must be understood', 'TOKEN_INVALID', () => withCritical()],
    ['that is an ID token', 'TOKEN_INVALID', () => sign({ at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' })],
    ['that ends a session', 'TOKEN_INVALID', () => sign({}, { typ: 'logout+jwt' })],
  ])('refuses a token %s', async (_, code, token) => {
    await expect(token().then(read)).rejects.toMatchObject({ status: 401, code });
  });

  it('names the claim that is wrong', async () => {
    const token = await sign({ aud: 'elsewhere' });

    await expect(read(token)).rejects.toThrow("The token's `aud` is missing, or not what this service takes.");
  });

  const unsigned = (alg: string) => `${encoded({ alg, kid: 'ours' })}.${encoded(goodClaims())}.`;
  const publicPem = async () => exportSPKI((await pair).publicKey);
  const publicJwk = async () => JSON.stringify(await exportJWK((await pair).publicKey));
  const strangersJwk = async () => exportJWK((await strangers).publicKey);
  const withCritical = async () =>
    new SignJWT(goodClaims())
      .setProtectedHeader({ alg: 'ES256', kid: 'ours', crit: ['urn:x'], 'urn:x': true })
      .sign((await pair).privateKey, { crit: { 'urn:x': true } });
});
