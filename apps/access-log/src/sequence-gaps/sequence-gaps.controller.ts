import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { requireJson } from '@entry/platform/http/json-only';
import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { SequenceGapsPage, SequenceGapsQuery } from './sequence-gaps.schemas';
import { SequenceGapsService } from './sequence-gaps.service';

@Controller('v1/sequence-gaps')
@ApiBearerAuth()
export class SequenceGapsController {
  constructor(private readonly gaps: SequenceGapsService) {}

  @Get()
  @AllowRoles('auditor', 'operator', 'agency', 'district')
  @ApiOperation({
    summary: 'Scans that a device counted and that never came (agencies and districts: their own), newest first',
    description:
      'A gap shows half a minute after a later number came, and goes when the missing ones have come. What a device scanned last shows when it scans again.',
  })
  @ApiOkResponse({ standardSchema: SequenceGapsPage })
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: SequenceGapsQuery }) query: SequenceGapsQuery,
    @Headers('accept') accept: string | undefined,
  ): Promise<SequenceGapsPage> {
    requireJson(accept);
    return this.gaps.list(caller, query);
  }
}
