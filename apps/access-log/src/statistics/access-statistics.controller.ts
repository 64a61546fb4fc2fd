import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { requireJson } from '@entry/platform/http/json-only';
import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { AccessStatistics, AccessStatisticsQuery } from './access-statistics.schemas';
import { AccessStatisticsService } from './access-statistics.service';

@Controller('v1/access-statistics')
@ApiBearerAuth()
export class AccessStatisticsController {
  constructor(private readonly statistics: AccessStatisticsService) {}

  @Get()
  @AllowRoles('analyst', 'agency', 'district', 'police', 'committee', 'health-department', 'auditor')
  @ApiOperation({
    summary: 'How many scans there were (agencies and districts: their own), by hour, day, place, decision or reason',
    description:
      'Hours and days are those of Asia/Ho_Chi_Minh and go by receivedAt. Sums outlast the scans: where a window begins or ends within an hour whose scans were dropped, it counts that hour wholly or not at all. Analysts ask for whole hours, and see no group below 5 scans.',
  })
  @ApiOkResponse({ standardSchema: AccessStatistics })
  @ApiResponse({ status: 422, description: '`WINDOW_NOT_WHOLE_HOURS` (analysts), `TOO_MANY_GROUPS`' })
  async count(
    @CurrentCaller() caller: Caller,
    @Query({ schema: AccessStatisticsQuery }) query: AccessStatisticsQuery,
    @Headers('accept') accept: string | undefined,
  ): Promise<AccessStatistics> {
    requireJson(accept);
    return this.statistics.count(caller, query);
  }
}
