import { infectionColumns } from '@entry/contracts/vocabulary/batch-columns';
import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Batch, BatchAccepted } from '@entry/platform/batches/batch';
import { RejectionPage, RejectionQuery } from '@entry/platform/batches/batch-rejections';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Controller, Get, Headers, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { requireJson } from '@entry/platform/http/json-only';
import { RecordBatches } from './record-batches.service';

@Controller('v1/infection-batches')
@AllowRoles('health-ministry')
@ApiBearerAuth()
export class InfectionBatchController {
  constructor(private readonly batches: RecordBatches) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Push infection records' })
  @ApiConsumes('text/csv', 'application/x-ndjson')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiBody({ description: `Columns: ${infectionColumns.join(',')}`, schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 202, standardSchema: BatchAccepted })
  push(@Req() request: FastifyRequest, @CurrentCaller() caller: Caller): Promise<BatchAccepted> {
    return this.batches.accept('infection', request, caller);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Follow a batch of infection records' })
  @ApiResponse({ status: 200, standardSchema: Batch })
  get(@Param('id', UuidPipe) id: string): Promise<Batch> {
    return this.batches.get('infection', id);
  }

  @Get(':id/rejections')
  @ApiOperation({ summary: 'The rows that were not applied, and why' })
  @ApiResponse({ status: 200, standardSchema: RejectionPage })
  listRejections(
    @Param('id', UuidPipe) id: string,
    @Query({ schema: RejectionQuery }) query: RejectionQuery,
    @Headers('accept') accept: string | undefined,
  ): Promise<RejectionPage> {
    requireJson(accept);
    return this.batches.listRejections('infection', id, query);
  }
}
