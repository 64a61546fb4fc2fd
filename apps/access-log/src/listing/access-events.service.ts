import { notFound, Problem } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@entry/platform/access/caller';
import { AccessEventRepository, type ListedAccessEvent } from './access-event.repository';
import type { AccessEventItem, AccessEventsPage, AccessEventsQuery } from './access-events.schemas';
import { writeCursor } from './domain/page-cursor';
import { mayName, scopeOf, type Asked, type Scope } from './domain/scope';
import { shownReasons } from './domain/shown-reasons';

/**
 * Order and `from`/`to` go by `receivedAt`, the gateway's clock: a device whose clock is off can neither hide a scan
 * from a window nor move it to another place of the list. A scan that a device sent later stands where it arrived.
 */
@Injectable()
export class AccessEventsService {
  constructor(private readonly events: AccessEventRepository) {}

  async list(caller: Caller, query: AccessEventsQuery): Promise<AccessEventsPage> {
    const scope = scopeOf(caller);
    if (!scope) throw new Problem(403, 'SCOPE_MISSING', 'Your token does not say which agency or district you are.');
    if (!(await this.allows(scope, query))) throw notFound('agency or district');
    const { limit, cursor, agency, district, ...filter } = query;
    const agencies = [agency, scope.kind === 'agency' ? scope.agency : undefined];
    const districts = [district, scope.kind === 'district' ? scope.district : undefined];
    const found = await this.events.findPage(
      { ...filter, agencies: named(agencies), districts: named(districts) },
      { after: cursor, limit: limit + 1 },
    );
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((event) => toItem(event, scope)),
      nextCursor: last ? writeCursor({ at: last.receivedAt, id: last.eventId }) : null,
    };
  }

  private async allows(scope: Scope, asked: Asked): Promise<boolean> {
    const answer = mayName(scope, asked);
    if (answer !== 'find-out') return answer === 'yes';
    return (
      scope.kind === 'district' && asked.agency !== undefined && this.events.standsIn(asked.agency, scope.district)
    );
  }
}

function named(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names)].filter((name) => name !== undefined);
}

function toItem(event: ListedAccessEvent, scope: Scope): AccessEventItem {
  return {
    ...event,
    reasons: shownReasons(event.reasons, scope),
    scannedAt: event.scannedAt.toISOString(),
    receivedAt: event.receivedAt.toISOString(),
  };
}
