import { Problem } from '@entry/platform/http/problem';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** The version that the caller saw, from `If-Match` (RFC 9110, 13.1.1): 428 `IF_MATCH_REQUIRED` without one, 400 when it is none of ours. */
export const SeenVersion = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const given = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (given === undefined) {
    throw new Problem(428, 'IF_MATCH_REQUIRED', 'Send `If-Match` with the `ETag` of what you saw.');
  }
  const version = /^"(\d{1,9})"$/.exec(given.trim())?.[1];
  if (version === undefined) throw new Problem(400, 'IF_MATCH_INVALID', 'Send one strong `ETag` as it was given.');
  return Number(version);
});

/** Throws 412 `CHANGED_MEANWHILE` unless the caller saw what is there now. */
export function requireSeen(current: { readonly version: number }, seen: number): void {
  if (current.version === seen) return;
  throw new Problem(412, 'CHANGED_MEANWHILE', 'Somebody changed it since you saw it: look at it again first.', {
    headers: { etag: etagOf(current.version) },
  });
}

export const etagOf = (version: number): string => `"${version}"`;
