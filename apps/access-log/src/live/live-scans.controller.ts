import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Readiness } from '@entry/platform/health/readiness';
import { Controller, Get, Header, Logger, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { AuditTrail } from '../audit/audit-trail';
import { AccessScopes } from '../listing/access-scopes';
import { AccessEventItem, AccessEventsQuery } from '../listing/access-events.schemas';
import { scopeOf, type Scope } from '../listing/domain/scope';
import { shownReasons } from '../listing/domain/shown-reasons';
import { isMeant } from '../listing/scan-filter';
import { LiveScans } from './live-scans';
import { ScanQueue } from './scan-queue';

const longest = 15 * 60_000;
const LiveScansQuery = AccessEventsQuery.pick({ agency: true, district: true, checkpoint: true, decision: true });
type LiveScansQuery = z.output<typeof LiveScansQuery>;

@Controller('v1/access-events/live')
@ApiBearerAuth()
export class LiveScansController {
  private readonly logger = new Logger(LiveScansController.name);

  constructor(
    private readonly live: LiveScans,
    private readonly scopes: AccessScopes,
    private readonly trail: AuditTrail,
    private readonly readiness: Readiness,
  ) {}

  @Get()
  @AllowRoles('agency', 'district', 'auditor')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary:
      'Scans of your agency or district (auditors: of all) as they come: events `scan`, and `skipped` with how many you were too slow for',
    description:
      'A scan may come twice: its id is the same. Ends after a quarter of an hour; a client asks anew then. What is stored is in the list.',
  })
  @ApiProduces('text/event-stream')
  async follow(
    @CurrentCaller() caller: Caller,
    @Query({ schema: LiveScansQuery }) query: LiveScansQuery,
  ): Promise<StreamableFile> {
    const { scope, ...places } = await this.scopes.narrow(scopeOf(caller), query);
    const { checkpoint, decision } = query;
    const asked = { ...places, checkpoint, decision };
    await this.trail.record(caller, { action: 'access-events-followed', asked, rows: null });
    const queue = new ScanQueue();
    let until = Date.now() + longest;
    const leave = await this.live.follow({
      push: (scan) => {
        if (isMeant(scan, asked)) queue.push(toItem(scan, scope));
      },
      end: () => {
        until = 0;
      },
    });
    const isOver = () => Date.now() >= until || this.readiness.failure() !== null;
    const events = Readable.from(queue.events(isOver), { highWaterMark: 1 });
    events.once('close', () => {
      leave();
      void this.trail
        .record(caller, { action: 'access-events-follow-ended', asked, rows: queue.given })
        .catch((error: Error) => this.logger.error(`the end of a look at live scans is not on record: ${error.name}`));
    });
    return new StreamableFile(events, { type: 'text/event-stream; charset=utf-8' });
  }
}

const toItem = (scan: AccessEventV1, scope: Scope) =>
  AccessEventItem.parse({ ...scan, reasons: shownReasons(scan.reasons, scope) });
