import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem';
import type { Caller } from './caller';
import { unauthenticated } from './oidc-token-reader';
import type { RequestReader } from './request-reader';
import { allowedRoles, type Allowed } from './roles.decorator';
import { TokenReader } from './token-reader';

/** Who readers of tokens are asked in turn; a service with devices has one more. */
@Injectable()
export class TokenReaders {
  constructor(
    readonly all: readonly TokenReader[],
    readonly ofRequests: readonly RequestReader[] = [],
  ) {}
}

/** Answers 401 without a good token and 403 to a role that the route does not name. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly readers: TokenReaders,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const allowed = this.reflector.getAllAndOverride<Allowed | undefined>(allowedRoles, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (allowed === 'anyone') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & { caller?: Caller }>();
    const caller = await this.authenticate(request);
    if (!caller.roles.some((role) => allowed?.includes(role))) {
      throw new Problem(403, 'ROLE_NOT_ALLOWED', 'Your role may not do this.');
    }
    request.caller = caller;
    return true;
  }

  private async authenticate(request: FastifyRequest): Promise<Caller> {
    for (const reader of this.readers.ofRequests) {
      const caller = await reader.read(request);
      if (caller) return caller;
    }
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw unauthenticated('TOKEN_MISSING', 'Send `Authorization: Bearer` with a token.');
    for (const reader of this.readers.all) {
      const caller = await reader.read(token);
      if (caller) return caller;
    }
    throw unauthenticated('TOKEN_INVALID', 'The token is none that this service knows.');
  }
}
