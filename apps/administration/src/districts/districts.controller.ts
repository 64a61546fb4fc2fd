import { people } from '@entry/contracts/vocabulary/roles';
import { NotAudited } from '@entry/platform/audit/audited-actions.interceptor';
import { SameForAll } from '@entry/platform/access/same-for-all';
import { AllowRoles } from '@entry/platform/access/roles.decorator';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { DistrictRepository } from './district.repository';
import { DistrictPage } from './districts.schemas';

@Controller('v1/districts')
export class DistrictsController {
  constructor(private readonly districts: DistrictRepository) {}

  @NotAudited()
  @SameForAll()
  @Get()
  @AllowRoles(...people)
  @ApiOperation({ summary: "Hanoi's districts" })
  @ApiResponse({ status: 200, standardSchema: DistrictPage })
  async list(): Promise<DistrictPage> {
    const districts = await this.districts.list('district');
    return { items: districts.map(({ id, code, name }) => ({ id, code, name })), nextCursor: null };
  }
}
