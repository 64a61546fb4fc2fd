import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req, UseInterceptors } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ChangeLog } from '../changes/change-log';
import { ChangeList } from '../changes/changes.schemas';
import { mapPage } from '../paging/page';
import { ImportQuery, ImportResponse } from '@entry/platform/http/csv-file';
import { SeenVersion } from '../requests/if-match';
import { VersionTag } from '../requests/version-tag.interceptor';
import {
  AgencyListQuery,
  AgencyPage,
  AgencyResponse,
  ChangeAgencyRequest,
  CreateAgencyRequest,
} from './agencies.schemas';
import { AgenciesService } from './agencies.service';
import { agencyAccess } from './agency-access';
import { AgencyChanges } from './agency-changes';
import { AgencyImport } from './agency-import';
import { ReasonRequest } from '../requests/reason-request';
import type { AgencyEntity } from './agency.entity';

@Controller('v1/agencies')
@UseInterceptors(VersionTag)
export class AgenciesController {
  constructor(
    private readonly agencies: AgenciesService,
    private readonly agencyChanges: AgencyChanges,
    private readonly imports: AgencyImport,
    private readonly changes: ChangeLog,
  ) {}

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

  @Post('import')
  @HttpCode(200)
  @AllowRoles(...agencyAccess.write)
  @ApiOperation({ summary: 'Add agencies from CSV: name,district,kind' })
  @ApiConsumes('text/csv')
  @ApiResponse({ status: 200, standardSchema: ImportResponse })
  import(
    @Req() request: FastifyRequest,
    @Query({ schema: ImportQuery }) { dryRun }: ImportQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<ImportResponse> {
    return this.imports.import(request, dryRun === 'true', caller);
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

  @Get(':id/changes')
  @AllowRoles(...agencyAccess.read)
  @ApiOperation({ summary: 'Each change of an agency: who, when and why' })
  @ApiResponse({ status: 200, standardSchema: ChangeList })
  async history(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<ChangeList> {
    await this.agencies.get(id, caller);
    return this.changes.of(id);
  }

  @Patch(':id')
  @AllowRoles(...agencyAccess.write)
  @ApiOperation({ summary: 'Change the name or kind of an agency' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: AgencyResponse })
  async change(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: ChangeAgencyRequest }) request: ChangeAgencyRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<AgencyResponse> {
    return toResponse(await this.agencyChanges.change(id, seen, request, caller));
  }

  @Post(':id/close')
  @HttpCode(200)
  @AllowRoles(...agencyAccess.write)
  @ApiOperation({ summary: 'Close an agency whose checkpoints are closed' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: AgencyResponse })
  @ApiResponse({ status: 409, description: '`AGENCY_HAS_CHECKPOINTS` or `AGENCY_CLOSED`' })
  async close(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: ReasonRequest }) request: ReasonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<AgencyResponse> {
    return toResponse(await this.agencyChanges.close(id, seen, request, caller));
  }
}

function toResponse({ id, name, district, kind, closedAt, version }: AgencyEntity): AgencyResponse {
  return { id, name, district, kind, closedAt: closedAt?.toISOString() ?? null, version };
}
