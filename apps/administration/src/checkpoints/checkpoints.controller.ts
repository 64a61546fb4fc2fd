import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { mapPage } from '../paging/page';
import { checkpointAccess } from './checkpoint-access';
import type { CheckpointEntity } from './checkpoint.entity';
import {
  CheckpointListQuery,
  CheckpointPage,
  CheckpointResponse,
  CreateCheckpointRequest,
} from './checkpoints.schemas';
import { CheckpointsService } from './checkpoints.service';

@Controller('v1/checkpoints')
export class CheckpointsController {
  constructor(private readonly checkpoints: CheckpointsService) {}

  @Post()
  @AllowRoles(...checkpointAccess.write)
  @ApiOperation({ summary: 'Add a checkpoint to an agency' })
  @ApiResponse({ status: 201, standardSchema: CheckpointResponse })
  async create(
    @Body({ schema: CreateCheckpointRequest }) request: CreateCheckpointRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<CheckpointResponse> {
    return toResponse(await this.checkpoints.create(request, caller));
  }

  @Get()
  @AllowRoles(...checkpointAccess.read)
  @ApiOperation({ summary: 'Checkpoints, in the order in which they were added' })
  @ApiResponse({ status: 200, standardSchema: CheckpointPage })
  async list(
    @Query({ schema: CheckpointListQuery }) query: CheckpointListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CheckpointPage> {
    return mapPage(await this.checkpoints.list(query, caller), toResponse);
  }

  @Get(':id')
  @AllowRoles(...checkpointAccess.read)
  @ApiOperation({ summary: 'One checkpoint' })
  @ApiResponse({ status: 200, standardSchema: CheckpointResponse })
  async get(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<CheckpointResponse> {
    return toResponse(await this.checkpoints.get(id, caller));
  }
}

function toResponse({ id, name, agency, venueKind, address }: CheckpointEntity): CheckpointResponse {
  return { id, name, agency: agency.id, district: agency.district, venueKind, address };
}
