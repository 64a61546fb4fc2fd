import { startTokenIssuer, type TokenIssuer } from '@entry/testing/token-issuer';
import { Controller, Get } from '@nestjs/common';
import { createHttpApp } from '../http/http-app';
import { GuardedModule, startGuardedApp, type GuardedApp } from './guarded-app.fake';

@Controller()
class SilentController {
  @Get('silent')
  silent(): string {
    return 'nobody said who';
  }
}

describe('access', () => {
  let issuer: TokenIssuer;
  let stranger: TokenIssuer;
  let app: GuardedApp;
  beforeAll(async () => {
    [issuer, stranger] = await Promise.all([startTokenIssuer(), startTokenIssuer()]);
    app = await startGuardedApp(issuer);
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([issuer.stop(), stranger.stop()]);
  });

  const unsigned = (claims: object) =>
    `${['{"alg":"none"}', JSON.stringify(claims)].map((part) => Buffer.from(part).toString('base64url')).join('.')}.`;
  const inAnHour = () => Math.floor(Date.now() / 1_000) + 3_600;

  it('lets a named role in', async () => {
    expect((await app.get('/police', await issuer.sign({ roles: ['police'] }))).status).toBe(200);
  });

  it('needs no token where anyone may call', async () => {
    expect((await app.get('/open')).status).toBe(200);
  });

  it.each<[string, string, number, () => Promise<string | undefined>]>([
    ['no token', 'TOKEN_MISSING', 401, () => Promise.resolve(undefined)],
    ['a token of another issuer', 'TOKEN_INVALID', 401, () => stranger.sign({ roles: ['police'] })],
    [
      'a token that nobody signed',
      'TOKEN_INVALID',
      401,
      () =>
        Promise.resolve(
          unsigned({ iss: issuer.issuer, aud: issuer.audience, sub: 'x', exp: inAnHour(), roles: ['police'] }),
        ),
    ],
    [
      'a token with its claims changed',
      'TOKEN_INVALID',
      401,
      async () => changed(await issuer.sign({ roles: ['analyst'] })),
    ],
    ['an expired token', 'TOKEN_EXPIRED', 401, () => issuer.sign({ roles: ['police'] }, { expiresIn: -90 })],
    [
      'a token for another audience',
      'TOKEN_INVALID',
      401,
      () => issuer.sign({ roles: ['police'] }, { audience: 'elsewhere' }),
    ],
    ['another role', 'ROLE_NOT_ALLOWED', 403, () => issuer.sign({ roles: ['analyst'] })],
    ['a role that nobody has', 'ROLE_NOT_ALLOWED', 403, () => issuer.sign({ roles: ['device'] })],
  ])('refuses %s with %s', async (_, code, status, token) => {
    expect(await app.get('/police', await token())).toEqual({ status, code });
  });

  it('does not start a service with a route that names no role', async () => {
    const starting = createHttpApp(GuardedModule.forRoot(issuer, SilentController), 'test');
    await expect(starting).rejects.toThrow('Routes without @AllowRoles or @AllowAnyone: SilentController.silent');
  });
});

function changed(token: string): string {
  const [header, , signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object;
  return [header, Buffer.from(JSON.stringify({ ...claims, roles: ['police'] })).toString('base64url'), signature].join(
    '.',
  );
}
