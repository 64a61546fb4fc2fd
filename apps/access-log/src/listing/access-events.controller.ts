import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { preferredType } from '@entry/platform/http/accepted-types';
import { tableTypes, toTableStream } from '@entry/platform/http/table-stream';
import { Controller, Get, Header, Headers, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import { AccessEventItem, AccessEventsPage, AccessEventsQuery } from './access-events.schemas';
import { AccessEventsService } from './access-events.service';

const columns = Object.keys(AccessEventItem.shape);

@Controller('v1/access-events')
@ApiBearerAuth()
export class AccessEventsController {
  constructor(private readonly events: AccessEventsService) {}

  @Get()
  @AllowRoles('agency', 'district', 'auditor')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary:
      'Scans of your agency or district (auditors: of all), newest first by receivedAt; as text/csv or application/x-ndjson all at once, ' +
      'whatever the limit',
  })
  @ApiProduces('application/json', ...tableTypes)
  @ApiOkResponse({ standardSchema: AccessEventsPage })
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: AccessEventsQuery }) query: AccessEventsQuery,
    @Headers('accept') accept: string | undefined,
  ): Promise<AccessEventsPage | StreamableFile> {
    const type = preferredType(accept, ['application/json', ...tableTypes]);
    if (type === 'application/json') return this.events.list(caller, query);
    const pages = await this.events.readAll(caller, query);
    return new StreamableFile(toTableStream(type, columns, pages), { type: `${type}; charset=utf-8` });
  }
}
