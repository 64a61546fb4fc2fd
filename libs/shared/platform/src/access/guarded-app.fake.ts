import { Controller, Get, Module, type DynamicModule, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { createHttpApp } from '../http/http-app';
import { loggerModule } from '../logging/logger.module';
import { AccessModule } from './access.module';
import type { Caller } from './caller';
import type { OidcOptions } from './oidc-token-reader';
import { AllowAnyone, AllowRoles, CurrentCaller } from './roles.decorator';

@Controller()
export class GuardedController {
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

@Module({})
export class GuardedModule {
  static forRoot(options: OidcOptions, controller: Type): DynamicModule {
    const imports = [loggerModule('test', 'fatal'), DiscoveryModule, AccessModule.forRoot(options)];
    return { module: GuardedModule, controllers: [controller], imports };
  }
}

export interface GuardedApp {
  get(path: string, token?: string): Promise<{ status: number; code: string | undefined }>;
  close(): Promise<void>;
}

/** The least service that has the guard of all services. */
export async function startGuardedApp(options: OidcOptions): Promise<GuardedApp> {
  const app = await createHttpApp(GuardedModule.forRoot(options, GuardedController), 'test');
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    get: async (path, token) => {
      const answer = await app.inject({ url: path, headers: token ? { authorization: `Bearer ${token}` } : {} });
      const isJson = answer.headers['content-type']?.includes('json');
      return { status: answer.statusCode, code: isJson ? answer.json<{ code?: string }>().code : undefined };
    },
    close: () => app.close(),
  };
}
