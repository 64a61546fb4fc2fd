import { populationColumns } from '@entry/contracts/vocabulary/batch-columns';
import { NotAudited } from '@entry/platform/audit/audited-actions.interceptor';
import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Batch, BatchAccepted } from '@entry/platform/batches/batch';
import { BatchProgress, progressSummary } from '@entry/platform/batches/batch-progress';
import { toTemplate } from '@entry/platform/batches/batch-template';
import {
  BatchRejections,
  RejectionPage,
  RejectionQuery,
  rejectionsSummary,
} from '@entry/platform/batches/batch-rejections';
import { BatchRepository } from '@entry/platform/batches/batch.repository';
import { BatchUpload } from '@entry/platform/batches/batch-upload';
import { dryRunQuery, toUpload } from '@entry/platform/batches/upload-request';
import { prefersCsv } from '@entry/platform/http/accepted-types';
import { notFound } from '@entry/platform/http/problem';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import {
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Sse,
  StreamableFile,
  type MessageEvent,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiProduces, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { csvFile } from '../rejections/record-rejections.controller';
import { RejectedRows } from '../rejections/rejected-rows';
import { populationBatch, PopulationBatchWorker } from './population-batch.worker';
import { templateRows } from './template-rows';

@Controller('v1/population-batches')
@AllowRoles('police')
export class PopulationBatchController {
  constructor(
    private readonly uploads: BatchUpload,
    private readonly batches: BatchRepository,
    private readonly rejections: BatchRejections,
    private readonly rejectedRows: RejectedRows,
    private readonly progress: BatchProgress,
    private readonly worker: PopulationBatchWorker,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Push rows of the population register' })
  @ApiConsumes('text/csv', 'application/x-ndjson')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiQuery(dryRunQuery)
  @ApiBody({ description: `Columns: ${populationColumns.join(',')}`, schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 202, standardSchema: BatchAccepted })
  async push(@Req() request: FastifyRequest, @CurrentCaller() caller: Caller): Promise<BatchAccepted> {
    const accepted = await this.uploads.accept(
      toUpload(request, caller, populationBatch, { required: populationColumns }),
    );
    this.worker.wake();
    return accepted;
  }

  @NotAudited()
  @Get('template')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="population-batch.csv"')
  @ApiOperation({ summary: 'A file of the population register to begin with' })
  @ApiProduces('text/csv')
  getTemplate(): string {
    return toTemplate(populationColumns, templateRows);
  }

  @NotAudited()
  @Sse(':id/progress')
  @ApiOperation({ summary: progressSummary })
  @ApiProduces('text/event-stream')
  async follow(@Param('id', UuidPipe) id: string): Promise<Observable<MessageEvent>> {
    return this.progress.follow(await this.get(id));
  }

  @NotAudited()
  @Get(':id')
  @ApiOperation({ summary: 'Follow a population batch' })
  @ApiResponse({ status: 200, standardSchema: Batch })
  async get(@Param('id', UuidPipe) id: string): Promise<Batch> {
    const batch = await this.batches.find(populationBatch, id);
    if (!batch) throw notFound('population batch');
    return batch;
  }

  @Get(':id/rejections')
  @ApiOperation({ summary: rejectionsSummary })
  @ApiProduces('application/json', 'text/csv')
  @ApiResponse({ status: 200, standardSchema: RejectionPage })
  async listRejections(
    @Param('id', UuidPipe) id: string,
    @Query({ schema: RejectionQuery }) query: RejectionQuery,
    @Headers('accept') accept: string | undefined,
  ): Promise<RejectionPage | StreamableFile> {
    await this.get(id);
    if (!prefersCsv(accept)) return this.rejections.list(id, query);
    const pages = this.rejections.pages(id);
    return csvFile(this.rejectedRows.toCsv(id, populationColumns, pages), `population-rejections-${id}.csv`);
  }
}
