import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { mapPage } from '../paging/page';
import { AgencyListQuery, AgencyPage, AgencyResponse, CreateAgencyRequest } from './agencies.schemas';
import { AgenciesService } from './agencies.service';
import { agencyAccess } from './agency-access';
import type { AgencyEntity } from './agency.entity';

@Controller('v1/agencies')
export class AgenciesController {
  constructor(private readonly agencies: AgenciesService) {}

  @Post()
  @AllowRoles(...agencyAccess.write)
  @ApiOperation({ summary: 'Add an agency to a district' })
  @ApiResponse({ status: 201, standardSchema: AgencyResponse })
  async create(
    @Body({ schema: CreateAgencyRequest }) request: CreateAgencyRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<AgencyResponse> {
    return toResponse(await this.agencies.create(request, caller));
  }

  @Get()
  @AllowRoles(...agencyAccess.read)
  @ApiOperation({ summary: 'Agencies, in the order in which they were added' })
  @ApiResponse({ status: 200, standardSchema: AgencyPage })
  async list(
    @Query({ schema: AgencyListQuery }) query: AgencyListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<AgencyPage> {
    return mapPage(await this.agencies.list(query, caller), toResponse);
  }

  @Get(':id')
  @AllowRoles(...agencyAccess.read)
  @ApiOperation({ summary: 'One agency' })
  @ApiResponse({ status: 200, standardSchema: AgencyResponse })
  async get(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<AgencyResponse> {
    return toResponse(await this.agencies.get(id, caller));
  }
}

function toResponse({ id, name, district, kind }: AgencyEntity): AgencyResponse {
  return { id, name, district, kind };
}
