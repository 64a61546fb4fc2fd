import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Role } from '@entry/contracts/vocabulary/roles';
import type { Caller } from './caller';

export const allowedRoles = 'entry:allowed-roles';
export type Allowed = readonly Role[] | 'anyone';

/** Each route names who may call it; a service with a route that doesn't is refused at start-up. */
export const AllowRoles = (...roles: [Role, ...Role[]]) => SetMetadata<string, Allowed>(allowedRoles, roles);

/** For what needs no token, such as a health check. */
export const AllowAnyone = () => SetMetadata<string, Allowed>(allowedRoles, 'anyone');

export const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<{ caller: Caller }>().caller,
);
