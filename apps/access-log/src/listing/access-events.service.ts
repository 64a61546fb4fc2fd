import { Injectable } from '@nestjs/common';
import type { Caller } from '@entry/platform/access/caller';
import { AuditTrail } from '../audit/audit-trail';
import { AccessEventRepository, type AccessEventFilter, type ListedAccessEvent } from './access-event.repository';
import { AccessScopes } from './access-scopes';
import type { AccessEventItem, AccessEventsPage, AccessEventsQuery } from './access-events.schemas';
import { writeCursor, type PagePosition } from './domain/page-cursor';
import { scopeOf, type Scope } from './domain/scope';
import { shownReasons } from './domain/shown-reasons';

const rowsOfPage = 1_000;

/**
 * Order and `from`/`to` go by `receivedAt`, the gateway's clock: a device whose clock is off can neither hide a scan
 * from a window nor move it to another place of the list. A scan that a device sent later stands where it arrived.
 */
@Injectable()
export class AccessEventsService {
  constructor(
    private readonly events: AccessEventRepository,
    private readonly scopes: AccessScopes,
    private readonly trail: AuditTrail,
  ) {}

  async list(caller: Caller, query: AccessEventsQuery): Promise<AccessEventsPage> {
    const { scope, filter } = await this.narrow(caller, query);
    const { limit, cursor } = query;
    const found = await this.events.findPage(filter, { after: cursor, limit: limit + 1 });
    const page = found.slice(0, limit);
    await this.trail.record(caller, { action: 'access-events-listed', asked: filter, rows: page.length });
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((event) => toItem(event, scope)),
      nextCursor: last ? writeCursor(positionOf(last)) : null,
    };
  }

  /** The same scans page by page from the cursor on, to the last; throws before the first page what `list` throws. */
  async readAll(caller: Caller, query: AccessEventsQuery): Promise<AsyncIterable<AccessEventItem[]>> {
    const { scope, filter } = await this.narrow(caller, query);
    await this.trail.record(caller, { action: 'access-events-export-begun', asked: filter, rows: null });
    const ended = (rows: number) =>
      this.trail.record(caller, { action: 'access-events-export-ended', asked: filter, rows });
    return this.pages(filter, query.cursor, scope, ended);
  }

  private async *pages(
    filter: AccessEventFilter,
    cursor: PagePosition | undefined,
    scope: Scope,
    ended: (rows: number) => Promise<void>,
  ): AsyncGenerator<AccessEventItem[]> {
    let rows = 0;
    try {
      for (let after = cursor; ;) {
        const page = await this.events.findPage(filter, { after, limit: rowsOfPage });
        rows += page.length;
        yield page.map((event) => toItem(event, scope));
        const last = page.at(-1);
        if (!last || page.length < rowsOfPage) return;
        after = positionOf(last);
      }
    } finally {
      await ended(rows);
    }
  }

  private async narrow(caller: Caller, query: AccessEventsQuery): Promise<{ scope: Scope; filter: AccessEventFilter }> {
    const { scope, ...places } = await this.scopes.narrow(scopeOf(caller), query);
    const { from, to, checkpoint, decision } = query;
    return { scope, filter: { from, to, checkpoint, decision, ...places } };
  }
}

const positionOf = ({ receivedAt, eventId }: ListedAccessEvent): PagePosition => ({ at: receivedAt, id: eventId });

function toItem(event: ListedAccessEvent, scope: Scope): AccessEventItem {
  return {
    ...event,
    reasons: shownReasons(event.reasons, scope),
    scannedAt: event.scannedAt.toISOString(),
    receivedAt: event.receivedAt.toISOString(),
  };
}
