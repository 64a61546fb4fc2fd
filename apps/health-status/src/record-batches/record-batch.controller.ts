import { NotAudited } from '@entry/platform/audit/audited-actions.interceptor';
import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Batch, BatchAccepted } from '@entry/platform/batches/batch';
import { BatchProgress, progressSummary } from '@entry/platform/batches/batch-progress';
import { RejectionPage, RejectionQuery, rejectionsSummary } from '@entry/platform/batches/batch-rejections';
import { toTemplate } from '@entry/platform/batches/batch-template';
import { dryRunQuery } from '@entry/platform/batches/upload-request';
import { requireJson } from '@entry/platform/http/json-only';
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
  type MessageEvent,
  type Type,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiProduces,
  ApiQuery,
  ApiResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { RecordBatches } from './record-batches.service';
import { recordFiles, type RecordKind } from './record-kind';
import { templateRows } from './template-rows';

const versionRule =
  'Of the rows of one record_id the newest counts: that with the highest revision, of equal ones that of the later batch, then the later row; a row without a ' +
  'revision is older than any with one. Where withdrawn is true the record counts no longer, until a newer row says otherwise; the row is else as before, and must match.';

/** The routes of one kind of batch. */
export function recordBatchController(kind: RecordKind): Type {
  const { required, optional } = recordFiles[kind].columns;
  const columns = `${required.join(',')}; may be left out: ${optional.join(',')}. ${versionRule}`;

  @Controller(`v1/${kind}-batches`)
  @AllowRoles('health-ministry')
  @ApiBearerAuth()
  class RecordBatchController {
    constructor(
      private readonly batches: RecordBatches,
      private readonly progress: BatchProgress,
    ) {}

    @Post()
    @HttpCode(202)
    @ApiOperation({ summary: `Push ${kind} records`, operationId: `push-${kind}-batch` })
    @ApiConsumes('text/csv', 'application/x-ndjson')
    @ApiHeader({ name: 'Idempotency-Key', required: true })
    @ApiQuery(dryRunQuery)
    @ApiBody({ description: `Columns: ${columns}`, schema: { type: 'string', format: 'binary' } })
    @ApiResponse({ status: 202, standardSchema: BatchAccepted })
    push(@Req() request: FastifyRequest, @CurrentCaller() caller: Caller): Promise<BatchAccepted> {
      return this.batches.accept(kind, request, caller);
    }

    @NotAudited()
    @Get('template')
    @Header('content-type', 'text/csv; charset=utf-8')
    @Header('content-disposition', `attachment; filename="${kind}-batch.csv"`)
    @ApiOperation({ summary: `A file of ${kind} records to begin with`, operationId: `get-${kind}-batch-template` })
    @ApiProduces('text/csv')
    getTemplate(): string {
      return toTemplate([...required, ...optional], templateRows[kind]);
    }

    @NotAudited()
    @Sse(':id/progress')
    @ApiOperation({ summary: progressSummary, operationId: `follow-${kind}-batch` })
    @ApiProduces('text/event-stream')
    async follow(@Param('id', UuidPipe) id: string): Promise<Observable<MessageEvent>> {
      return this.progress.follow(await this.batches.get(kind, id));
    }

    @NotAudited()
    @Get(':id')
    @ApiOperation({ summary: `Follow a batch of ${kind} records`, operationId: `get-${kind}-batch` })
    @ApiResponse({ status: 200, standardSchema: Batch })
    get(@Param('id', UuidPipe) id: string): Promise<Batch> {
      return this.batches.get(kind, id);
    }

    @NotAudited()
    @Get(':id/rejections')
    @ApiOperation({ summary: rejectionsSummary, operationId: `list-${kind}-rejections` })
    @ApiProduces('application/json', 'text/csv')
    @ApiResponse({ status: 200, standardSchema: RejectionPage })
    listRejections(
      @Param('id', UuidPipe) id: string,
      @Query({ schema: RejectionQuery }) query: RejectionQuery,
      @Headers('accept') accept: string | undefined,
    ): Promise<RejectionPage> {
      requireJson(accept);
      return this.batches.listRejections(kind, id, query);
    }
  }

  return RecordBatchController;
}
