import { startTokenIssuer, type TokenIssuer } from '@entry/testing/token-issuer';
import { Controller, Get, Module, type DynamicModule, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from '../http/http-app';
import { loggerModule } from '../logging/logger.module';
import { AccessModule } from './access.module';
import type { Caller } from './caller';
import { AllowAnyone, AllowRoles, CurrentCaller } from './roles.decorator';

@Controller()
class GuardedController {
  @Get('police')
  @AllowRoles('police')
  police(@CurrentCaller() caller: Caller): Caller {
    return caller;
  }

  @Get('open')
  @AllowAnyone()
  open(): string {
    return 'open';
  }
}

@Controller()
class SilentController {
  @Get('silent')
  silent(): string {
    return 'nobody said who';
  }
}

@Module({})
class TestModule {
  static forRoot(issuer: TokenIssuer, controller: Type): DynamicModule {
    const { issuer: name, audience, jwksUrl } = issuer;
    return {
      module: TestModule,
      controllers: [controller],
      imports: [
        loggerModule('test', 'fatal'),
        DiscoveryModule,
        AccessModule.forRoot({ issuer: name, audience, jwksUrl }),
      ],
    };
  }
}

describe('access', () => {
  let issuer: TokenIssuer;
  let stranger: TokenIssuer;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    [issuer, stranger] = await Promise.all([startTokenIssuer(), startTokenIssuer()]);
    app = await createHttpApp(TestModule.forRoot(issuer, GuardedController), 'test');
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([issuer.stop(), stranger.stop()]);
  });

  const get = async (path: string, token?: string) => {
    const answer = await app.inject({ url: path, headers: token ? { authorization: `Bearer ${token}` } : {} });
    return {
      status: answer.statusCode,
      code: answer.headers['content-type']?.includes('json') ? answer.json<{ code?: string }>().code : undefined,
    };
  };
  const unsigned = (claims: object) =>
    `${['{"alg":"none"}', JSON.stringify(claims)].map((part) => Buffer.from(part).toString('base64url')).join('.')}.`;
  const inAnHour = () => Math.floor(Date.now() / 1_000) + 3_600;

  it('lets a named role in', async () => {
    expect((await get('/police', await issuer.sign({ roles: ['police'] }))).status).toBe(200);
  });

  it('needs no token where anyone may call', async () => {
    expect((await get('/open')).status).toBe(200);
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
    ['an expired token', 'TOKEN_EXPIRED', 401, () => issuer.sign({ roles: ['police'] }, { expiresIn: -60 })],
    [
      'a token for another audience',
      'TOKEN_INVALID',
      401,
      () => issuer.sign({ roles: ['police'] }, { audience: 'elsewhere' }),
    ],
    ['another role', 'ROLE_NOT_ALLOWED', 403, () => issuer.sign({ roles: ['analyst'] })],
    ['a role that nobody has', 'ROLE_NOT_ALLOWED', 403, () => issuer.sign({ roles: ['device'] })],
  ])('refuses %s with %s', async (_, code, status, token) => {
    expect(await get('/police', await token())).toEqual({ status, code });
  });

  it('does not start a service with a route that names no role', async () => {
    const starting = createHttpApp(TestModule.forRoot(issuer, SilentController), 'test');
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
