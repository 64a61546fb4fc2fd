import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard, TokenReaders } from './access.guard';
import { OidcTokenReader, type OidcOptions } from './oidc-token-reader';
import type { RequestReader } from './request-reader';
import type { TokenReader } from './token-reader';

export interface DeviceReaders {
  readonly module: Type;
  readonly tokens: Type<TokenReader>;
  readonly requests: Type<RequestReader>;
}

@Module({})
export class AccessModule {
  /** `devices`: the readers of a service that devices call as well, and the module that provides them. */
  static forRoot(oidc: OidcOptions, devices?: DeviceReaders): DynamicModule {
    const oidcTokens = new OidcTokenReader(oidc);
    const readers: Provider = {
      provide: TokenReaders,
      inject: devices ? [devices.tokens, devices.requests] : [],
      useFactory: (tokens?: TokenReader, requests?: RequestReader) =>
        new TokenReaders([...(tokens ? [tokens] : []), oidcTokens], requests ? [requests] : []),
    };
    return {
      module: AccessModule,
      imports: devices ? [devices.module] : [],
      providers: [readers, { provide: APP_GUARD, useClass: AccessGuard }],
    };
  }
}
