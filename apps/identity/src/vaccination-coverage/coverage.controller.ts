import { NotAudited } from '@entry/platform/audit/audited-actions.interceptor';
import { AllowRoles } from '@entry/platform/access/roles.decorator';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { CoverageRepository } from './coverage.repository';
import { Coverage, CoverageQuery } from './coverage.schemas';

@Controller('v1/vaccination-coverage')
@AllowRoles('health-ministry', 'health-department', 'police', 'committee', 'auditor')
@ApiBearerAuth()
export class CoverageController {
  constructor(private readonly coverage: CoverageRepository) {}

  @NotAudited()
  @Get()
  @ApiOperation({ summary: 'How complete and how timely vaccinations come in, by district and facility' })
  @ApiResponse({ status: 200, standardSchema: Coverage })
  async show(@Query({ schema: CoverageQuery }) query: CoverageQuery): Promise<Coverage> {
    const [items, people] = await Promise.all([this.coverage.count(query), this.coverage.countPeople()]);
    return { items, people };
  }
}
