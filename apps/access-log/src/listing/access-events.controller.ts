import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AccessEventsPage, AccessEventsQuery } from './access-events.schemas';
import { AccessEventsService } from './access-events.service';
import { requireJson } from '@entry/platform/http/json-only';

@Controller('v1/access-events')
@ApiBearerAuth()
export class AccessEventsController {
  constructor(private readonly events: AccessEventsService) {}

  @Get()
  @AllowRoles('agency', 'district', 'auditor')
  @ApiOperation({ summary: 'Scans of your agency or district (auditors: of all), newest first by receivedAt' })
  @ApiOkResponse({ standardSchema: AccessEventsPage })
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: AccessEventsQuery }) query: AccessEventsQuery,
    @Headers('accept') accept: string | undefined,
  ): Promise<AccessEventsPage> {
    requireJson(accept);
    return this.events.list(caller, query);
  }
}
