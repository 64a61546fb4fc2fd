import type { Caller } from '@entry/platform/access/caller';
import type { Batch, BatchAccepted } from '@entry/platform/batches/batch';
import { BatchRejections, type RejectionPage, type RejectionQuery } from '@entry/platform/batches/batch-rejections';
import { BatchUpload } from '@entry/platform/batches/batch-upload';
import { BatchRepository } from '@entry/platform/batches/batch.repository';
import { toUpload } from '@entry/platform/batches/upload-request';
import { notFound } from '@entry/platform/http/problem';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { recordFiles, type RecordKind } from './record-kind';
import { SubmittedRowsPublisher } from './submitted-rows.publisher';

/** The ministry's batches of either kind. They belong to the ministry, whichever of its people sent them. */
@Injectable()
export class RecordBatches {
  constructor(
    private readonly uploads: BatchUpload,
    private readonly batches: BatchRepository,
    private readonly rejections: BatchRejections,
    private readonly publisher: SubmittedRowsPublisher,
  ) {}

  async accept(kind: RecordKind, request: FastifyRequest, caller: Caller): Promise<BatchAccepted> {
    const accepted = await this.uploads.accept(toUpload(request, caller, kind, recordFiles[kind].columns));
    this.publisher.wake(kind);
    return accepted;
  }

  async get(kind: RecordKind, id: string): Promise<Batch> {
    const batch = await this.batches.find(kind, id);
    if (!batch) throw notFound(`${kind} batch`);
    return batch;
  }

  async listRejections(kind: RecordKind, id: string, query: RejectionQuery): Promise<RejectionPage> {
    await this.get(kind, id);
    return this.rejections.list(id, query);
  }
}
