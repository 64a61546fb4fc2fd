import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query, Req, UseInterceptors } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ChangeLog } from '../changes/change-log';
import { ChangeList } from '../changes/changes.schemas';
import { mapPage } from '../paging/page';
import { ImportQuery, ImportResponse } from '@entry/platform/http/csv-file';
import { SeenVersion } from '../requests/if-match';
import { VersionTag } from '../requests/version-tag.interceptor';
import { checkpointAccess } from './checkpoint-access';
import { CheckpointChanges } from './checkpoint-changes';
import { CheckpointImport } from './checkpoint-import';
import { toCheckpointResponse } from './checkpoint-response';
import {
  ChangeCheckpointRequest,
  CheckpointListQuery,
  CheckpointPage,
  CheckpointResponse,
  CreateCheckpointRequest,
  QuotaResponse,
  Readiness,
} from './checkpoints.schemas';
import { ReasonRequest } from '../requests/reason-request';
import { CheckpointsService } from './checkpoints.service';

@Controller('v1/checkpoints')
@UseInterceptors(VersionTag)
export class CheckpointsController {
  constructor(
    private readonly checkpoints: CheckpointsService,
    private readonly checkpointChanges: CheckpointChanges,
    private readonly imports: CheckpointImport,
    private readonly changes: ChangeLog,
  ) {}

  @Post()
  @AllowRoles(...checkpointAccess.write)
  @ApiOperation({ summary: 'Add a checkpoint to an agency' })
  @ApiResponse({ status: 201, standardSchema: CheckpointResponse })
  async create(
    @Body({ schema: CreateCheckpointRequest }) request: CreateCheckpointRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<CheckpointResponse> {
    return toCheckpointResponse(await this.checkpoints.create(request, caller));
  }

  @Post('import')
  @HttpCode(200)
  @AllowRoles(...checkpointAccess.write)
  @ApiOperation({
    summary: 'Add checkpoints from CSV: name,agency,venue_kind,address[,latitude,longitude,opening_hours,entrances]',
  })
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
  @AllowRoles(...checkpointAccess.read)
  @ApiOperation({ summary: 'Checkpoints, in the order in which they were added' })
  @ApiResponse({ status: 200, standardSchema: CheckpointPage })
  async list(
    @Query({ schema: CheckpointListQuery }) query: CheckpointListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CheckpointPage> {
    return mapPage(await this.checkpoints.list(query, caller), toCheckpointResponse);
  }

  @Get(':id')
  @AllowRoles(...checkpointAccess.read)
  @ApiOperation({ summary: 'One checkpoint' })
  @ApiResponse({ status: 200, standardSchema: CheckpointResponse })
  async get(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<CheckpointResponse> {
    return toCheckpointResponse(await this.checkpoints.get(id, caller));
  }

  @Get(':id/quota')
  @AllowRoles(...checkpointAccess.read)
  @ApiOperation({ summary: 'How many devices are approved for a checkpoint, and how many there are' })
  @ApiResponse({ status: 200, standardSchema: QuotaResponse })
  quota(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<QuotaResponse> {
    return this.checkpoints.quota(id, caller);
  }

  @Get(':id/changes')
  @AllowRoles(...checkpointAccess.read)
  @ApiOperation({ summary: 'Each change of a checkpoint: who, when and why' })
  @ApiResponse({ status: 200, standardSchema: ChangeList })
  async history(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<ChangeList> {
    await this.checkpoints.get(id, caller);
    return this.changes.of(id);
  }

  @Patch(':id')
  @AllowRoles(...checkpointAccess.write)
  @ApiOperation({ summary: 'Change what is said of a checkpoint' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: CheckpointResponse })
  async change(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: ChangeCheckpointRequest }) request: ChangeCheckpointRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<CheckpointResponse> {
    return toCheckpointResponse(await this.checkpointChanges.change(id, seen, request, caller));
  }

  @Put(':id/readiness')
  @AllowRoles(...checkpointAccess.write)
  @ApiOperation({ summary: 'Tick the checklist: only a checkpoint that is ready takes a device' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: CheckpointResponse })
  async ready(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: Readiness }) readiness: Readiness,
    @CurrentCaller() caller: Caller,
  ): Promise<CheckpointResponse> {
    return toCheckpointResponse(await this.checkpointChanges.ready(id, seen, readiness, caller));
  }

  @Post(':id/close')
  @HttpCode(200)
  @AllowRoles(...checkpointAccess.write)
  @ApiOperation({ summary: 'Close a checkpoint that has no device any more' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: CheckpointResponse })
  @ApiResponse({ status: 409, description: '`CHECKPOINT_HAS_DEVICES` or `CHECKPOINT_CLOSED`' })
  async close(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: ReasonRequest }) request: ReasonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<CheckpointResponse> {
    return toCheckpointResponse(await this.checkpointChanges.close(id, seen, request, caller));
  }
}
