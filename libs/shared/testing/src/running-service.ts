import type { ServiceEnvironment } from '@entry/platform/config/environment';
import { createHttpApp } from '@entry/platform/http/http-app';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startTestDatabase, type TestDatabase } from './test-database';
import { testBrokers } from './test-environment';
import { startTokenIssuer, type TokenIssuer } from './token-issuer';

type Environment = ServiceEnvironment & { DATABASE_URL: string };

interface Request {
  readonly token?: string;
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Body;
}

export interface RunningService {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly issuer: TokenIssuer;
  call<Body = unknown>(method: Method, path: string, request?: Request): Promise<Answer<Body>>;
  stop(): Promise<void>;
}

/** The real service over real servers, with a token issuer and a database of its own, which it migrates by itself. */
export async function startService(
  name: string,
  module: (environment: Environment) => DynamicModule,
): Promise<RunningService> {
  const [database, issuer] = await Promise.all([startTestDatabase({ migrations: [] }), startTokenIssuer()]);
  const environment: Environment = {
    HOST: '127.0.0.1',
    PORT: 1,
    LOG_LEVEL: 'error',
    KAFKA_BROKERS: testBrokers(),
    OIDC_ISSUER: issuer.issuer,
    OIDC_AUDIENCE: issuer.audience,
    OIDC_JWKS_URL: issuer.jwksUrl,
    DATABASE_URL: database.url,
  };
  const app = await createHttpApp(module(environment), name);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    database,
    issuer,
    call: async <Body>(method: Method, url: string, { token, body, headers: given }: Request = {}) => {
      const headers = { ...given, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
      const {
        statusCode,
        headers: answered,
        ...response
      } = await app.inject({
        method,
        url,
        headers,
        ...(body === undefined ? {} : { payload: body }),
      });
      const isJson = String(answered['content-type']).includes('json');
      return { status: statusCode, headers: answered, body: (isJson ? response.json() : response.body) as Body };
    },
    stop: async () => {
      await app.close();
      await Promise.all([database.stop(), issuer.stop()]);
    },
  };
}
