import { AccessModule } from '@entry/platform/access/access.module';
import { DatabaseModule } from '@entry/platform/database/database.module';
import { createHttpApp } from '@entry/platform/http/http-app';
import { loggerModule } from '@entry/platform/logging/logger.module';
import { startTestDatabase } from '@entry/testing/test-database';
import { startTokenIssuer, type Claims } from '@entry/testing/token-issuer';
import { Module, type ModuleMetadata } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { migrations } from './migrations';

@Module({})
class PartOfAccessLog {}

interface Answer {
  readonly statusCode: number;
  readonly type: string | undefined;
  readonly text: string;
}

export interface AccessLogApp {
  readonly dataSource: DataSource;
  /** Without claims, without a token. */
  get(url: string, claims: Claims | null, query?: Record<string, string>, accept?: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** Some of the service's modules behind its guard, with a database of their own. */
export async function startAccessLogApp(modules: NonNullable<ModuleMetadata['imports']>): Promise<AccessLogApp> {
  const issuer = await startTokenIssuer();
  const database = await startTestDatabase({ migrations });
  const imports = [
    loggerModule('access-log', 'fatal'),
    DiscoveryModule,
    AccessModule.forRoot(issuer),
    DatabaseModule.forRoot({ url: database.url, service: 'access-log', migrations }),
    ...modules,
  ];
  const app = await createHttpApp({ module: PartOfAccessLog, imports }, 'access-log');
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    dataSource: database.dataSource,
    get: async (url, claims, query = {}, accept = 'application/json') => {
      const token = claims ? { authorization: `Bearer ${await issuer.sign(claims)}` } : {};
      const answer = await app.inject({ url, query, headers: { ...token, accept } });
      return { statusCode: answer.statusCode, type: answer.headers['content-type'], text: answer.body };
    },
    stop: async () => {
      await app.close();
      await database.stop();
      await issuer.stop();
    },
  };
}
