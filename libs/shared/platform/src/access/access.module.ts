import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard, TokenReaders } from './access.guard';
import { OidcTokenReader, type OidcOptions } from './oidc-token-reader';
import type { TokenReader } from './token-reader';

@Module({})
export class AccessModule {
  /** `deviceTokens`: the reader of a service that devices call as well, and the module that provides it. */
  static forRoot(oidc: OidcOptions, deviceTokens?: { module: Type; reader: Type<TokenReader> }): DynamicModule {
    const readers: Provider = {
      provide: TokenReaders,
      inject: deviceTokens ? [deviceTokens.reader] : [],
      useFactory: (...others: TokenReader[]) => new TokenReaders([...others, new OidcTokenReader(oidc)]),
    };
    return {
      module: AccessModule,
      imports: deviceTokens ? [deviceTokens.module] : [],
      providers: [readers, { provide: APP_GUARD, useClass: AccessGuard }],
    };
  }
}
