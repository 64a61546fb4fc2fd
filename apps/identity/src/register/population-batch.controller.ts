import { populationColumns } from '@entry/contracts/vocabulary/batch-columns';
import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Batch, BatchAccepted } from '@entry/platform/batches/batch';
import { BatchRejections, RejectionPage, RejectionQuery } from '@entry/platform/batches/batch-rejections';
import { BatchRepository } from '@entry/platform/batches/batch.repository';
import { BatchUpload } from '@entry/platform/batches/batch-upload';
import { toUpload } from '@entry/platform/batches/upload-request';
import { notFound } from '@entry/platform/http/problem';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { populationBatch, PopulationBatchWorker } from './population-batch.worker';

@Controller('v1/population-batches')
@AllowRoles('police')
export class PopulationBatchController {
  constructor(
    private readonly uploads: BatchUpload,
    private readonly batches: BatchRepository,
    private readonly rejections: BatchRejections,
    private readonly worker: PopulationBatchWorker,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Push rows of the population register' })
  @ApiConsumes('text/csv', 'application/x-ndjson')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiBody({ description: `Columns: ${populationColumns.join(',')}`, schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 202, standardSchema: BatchAccepted })
  async push(@Req() request: FastifyRequest, @CurrentCaller() caller: Caller): Promise<BatchAccepted> {
    const accepted = await this.uploads.accept(toUpload(request, caller, populationBatch, populationColumns));
    this.worker.wake();
    return accepted;
  }

  @Get(':id')
  @ApiOperation({ summary: 'Follow a population batch' })
  @ApiResponse({ status: 200, standardSchema: Batch })
  async get(@Param('id', UuidPipe) id: string): Promise<Batch> {
    const batch = await this.batches.find(populationBatch, id);
    if (!batch) throw notFound('population batch');
    return batch;
  }

  @Get(':id/rejections')
  @ApiOperation({ summary: 'The rows that were not applied, and why' })
  @ApiResponse({ status: 200, standardSchema: RejectionPage })
  async listRejections(
    @Param('id', UuidPipe) id: string,
    @Query({ schema: RejectionQuery }) query: RejectionQuery,
  ): Promise<RejectionPage> {
    await this.get(id);
    return this.rejections.list(id, query);
  }
}
