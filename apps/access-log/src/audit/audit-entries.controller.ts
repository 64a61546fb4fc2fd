import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { writeCursor } from '../listing/domain/page-cursor';
import { AuditEntriesPage, AuditEntriesQuery } from './audit-entries.schemas';
import { AuditTrail } from './audit-trail';

@Controller('v1/audit-entries')
@ApiBearerAuth()
export class AuditEntriesController {
  constructor(private readonly trail: AuditTrail) {}

  @Get()
  @AllowRoles('auditor')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Who looked at what or changed it, in any service, when, what for and how many rows; newest first',
  })
  @ApiOkResponse({ standardSchema: AuditEntriesPage })
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: AuditEntriesQuery }) { limit, cursor, ...filter }: AuditEntriesQuery,
  ): Promise<AuditEntriesPage> {
    const found = await this.trail.findPage(filter, { after: cursor, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    await this.trail.record(caller, { action: 'audit-entries-listed', asked: filter, rows: page.length });
    return {
      items: page.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
      nextCursor: last ? writeCursor({ at: last.at, id: last.id }) : null,
    };
  }
}
