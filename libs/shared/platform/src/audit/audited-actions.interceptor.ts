import type { AuditedAction, auditedActions } from '@entry/contracts/events/audited-action.v1';
import { Injectable, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { concatMap, defer, from, map, type Observable } from 'rxjs';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../access/caller';
import { toEventMessage } from '../kafka/event-message';
import { Outbox } from '../outbox/outbox';

const notAudited = 'entry:not-audited';
const longest = 500;

/** For what tells of nobody and changes nothing, such as a template or how far a batch is. */
export const NotAudited = () => SetMetadata(notAudited, true);

export class AuditTopic {
  constructor(
    readonly event: (typeof auditedActions)[number],
    readonly source: string,
  ) {}
}

type Request = FastifyRequest<{ Params: Record<string, string>; Querystring: Record<string, unknown> }> & {
  caller?: Caller;
};

/**
 * Puts on record what officials ask for: a change before it is made, what is looked at before it is shown. What cannot be put on record
 * does not happen. Nothing of a body is told but its reason, and nothing that looks like a citizen number.
 */
@Injectable()
export class AuditedActionsInterceptor implements NestInterceptor {
  constructor(
    private readonly outbox: Outbox,
    private readonly reflector: Reflector,
    private readonly topic: AuditTopic,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const places = [context.getHandler(), context.getClass()];
    const { caller } = request;
    if (!caller || caller.roles.includes('device') || this.reflector.getAllAndOverride(notAudited, places))
      return next.handle();
    const asked = { ...pickedFrom(request.query, namesKnownTo(context)), ...request.params };
    const told = (rows: number | null) => this.tell(actionOf(request, caller, asked, rows));
    if (request.method !== 'GET') return defer(() => from(told(null))).pipe(concatMap(() => next.handle()));
    return next.handle().pipe(concatMap((found: unknown) => from(told(rowsOf(found))).pipe(map(() => found))));
  }

  private tell(action: AuditedAction): Promise<void> {
    const { event, source } = this.topic;
    const message = toEventMessage(event, action, { source, time: new Date(action.at), id: action.id });
    return this.outbox.transaction(({ announce }) => announce([message]));
  }
}

/** Parameters that the route's own schemas name: whatever else somebody writes into a query may be anything. */
function namesKnownTo(context: ExecutionContext): Set<string> {
  const places = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as
    Record<string, { schema?: { shape?: object } }> | undefined;
  return new Set(Object.values(places ?? {}).flatMap(({ schema }) => Object.keys(schema?.shape ?? {})));
}

function pickedFrom(query: Request['query'], names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([name]) => names.has(name)));
}

function actionOf(
  { method, routeOptions, body }: Request,
  { id: actor, roles }: Caller,
  asked: Readonly<Record<string, unknown>>,
  rows: number | null,
): AuditedAction {
  const reason = (body as { reason?: unknown } | null | undefined)?.reason;
  return {
    id: uuidv7(),
    actor: actor.slice(0, 200),
    roles: [...roles],
    action: `${method} ${routeOptions.url ?? ''}`,
    asked: Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, shown(value)])),
    reason: typeof reason === 'string' ? shown(reason) : null,
    rows,
    at: new Date().toISOString(),
  };
}

/** Nobody's number, nor what PostgreSQL keeps not. */
function shown(value: unknown): string {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, longest).replaceAll('\0', '');
  return text.replace(/(?<![\w-])\d[\d\s.]{7,}\d(?![\w-])/g, '…');
}

function rowsOf(found: unknown): number | null {
  const items = (found as { items?: unknown } | null | undefined)?.items;
  return Array.isArray(items) ? items.length : null;
}
