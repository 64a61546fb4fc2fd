import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Batch, BatchAccepted } from '@entry/platform/batches/batch';
import { RejectionPage, RejectionQuery } from '@entry/platform/batches/batch-rejections';
import { requireJson } from '@entry/platform/http/json-only';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Controller, Get, Headers, HttpCode, Param, Post, Query, Req, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RecordBatches } from './record-batches.service';
import { recordFiles, type RecordKind } from './record-kind';

/** The routes of one kind of batch. */
export function recordBatchController(kind: RecordKind): Type {
  const columns = recordFiles[kind].columns.join(',');

  @Controller(`v1/${kind}-batches`)
  @AllowRoles('health-ministry')
  @ApiBearerAuth()
  class RecordBatchController {
    constructor(private readonly batches: RecordBatches) {}

    @Post()
    @HttpCode(202)
    @ApiOperation({ summary: `Push ${kind} records`, operationId: `push-${kind}-batch` })
    @ApiConsumes('text/csv', 'application/x-ndjson')
    @ApiHeader({ name: 'Idempotency-Key', required: true })
    @ApiBody({ description: `Columns: ${columns}`, schema: { type: 'string', format: 'binary' } })
    @ApiResponse({ status: 202, standardSchema: BatchAccepted })
    push(@Req() request: FastifyRequest, @CurrentCaller() caller: Caller): Promise<BatchAccepted> {
      return this.batches.accept(kind, request, caller);
    }

    @Get(':id')
    @ApiOperation({ summary: `Follow a batch of ${kind} records`, operationId: `get-${kind}-batch` })
    @ApiResponse({ status: 200, standardSchema: Batch })
    get(@Param('id', UuidPipe) id: string): Promise<Batch> {
      return this.batches.get(kind, id);
    }

    @Get(':id/rejections')
    @ApiOperation({ summary: 'The rows that were not applied, and why', operationId: `list-${kind}-rejections` })
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
