import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { DryRunEntity } from './dry-run.entity';
import { DryRunResponse, StartDryRunRequest } from './dry-runs.schemas';
import { DryRunsService } from './dry-runs.service';

@Controller('v1/entry-policies')
export class DryRunsController {
  constructor(private readonly runs: DryRunsService) {}

  @Post(':version/dry-runs')
  @HttpCode(202)
  @AllowRoles('health-department', 'committee')
  @ApiOperation({ summary: 'Count what a version would change, for every citizen and for the scans of some days' })
  @ApiResponse({ status: 202, standardSchema: DryRunResponse })
  @ApiResponse({ status: 409, description: '`DRY_RUN_RUNNING`' })
  async start(
    @Param('version') version: string,
    @Body({ schema: StartDryRunRequest }) request: StartDryRunRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<DryRunResponse> {
    return toResponse(await this.runs.start(version, request, caller));
  }

  @Get('dry-runs/:id')
  @AllowRoles('health-department', 'committee', 'auditor')
  @ApiOperation({ summary: 'How far a dry run is, and what it found' })
  @ApiResponse({ status: 200, standardSchema: DryRunResponse })
  async get(@Param('id', UuidPipe) id: string): Promise<DryRunResponse> {
    return toResponse(await this.runs.get(id));
  }
}

function toResponse({
  id,
  policyVersion,
  days,
  state,
  progress,
  result,
  startedAt,
  completedAt,
}: DryRunEntity): DryRunResponse {
  const times = { startedAt: startedAt.toISOString(), completedAt: completedAt?.toISOString() ?? null };
  return { id, policyVersion, days, state, progress, result, ...times };
}
