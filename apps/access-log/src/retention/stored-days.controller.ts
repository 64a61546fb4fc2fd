import { AllowRoles } from '@entry/platform/access/roles.decorator';
import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { KeptDays } from './retention';
import { StoredDayRepository } from './stored-day.repository';
import { StoredDays } from './stored-days.schemas';

@Controller('v1/access-days')
@ApiBearerAuth()
export class StoredDaysController {
  constructor(
    private readonly days: StoredDayRepository,
    private readonly kept: KeptDays,
  ) {}

  @Get()
  @AllowRoles('auditor', 'operator')
  @ApiOperation({
    summary: 'Of which days there are scans, which go next by the retention rule, and which went; newest first',
  })
  @ApiOkResponse({ standardSchema: StoredDays })
  async list(): Promise<StoredDays> {
    return { keptDays: this.kept.days, items: await this.days.list() };
  }
}
