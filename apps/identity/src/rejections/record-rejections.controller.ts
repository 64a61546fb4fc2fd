import { infectionColumns, optionalRecordColumns, vaccinationColumns } from '@entry/contracts/vocabulary/batch-columns';
import { AllowRoles } from '@entry/platform/access/roles.decorator';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Controller, Get, Headers, Param, StreamableFile, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RejectedRows } from './rejected-rows';
import { RejectionPages } from './rejection-pages';

const columnsOf = { vaccination: vaccinationColumns, infection: infectionColumns };

/** The rejections of one kind of batch as CSV; in the contract it is one route with their list, which health-status gives. */
export function recordRejectionsController(kind: 'vaccination' | 'infection'): Type {
  @Controller(`v1/${kind}-batches`)
  @AllowRoles('health-ministry')
  @ApiExcludeController()
  class RecordRejectionsController {
    constructor(
      private readonly pages: RejectionPages,
      private readonly rows: RejectedRows,
    ) {}

    @Get(':id/rejections')
    async export(
      @Param('id', UuidPipe) batchId: string,
      @Headers('authorization') authorization: string,
    ): Promise<StreamableFile> {
      const pages = this.pages.of({ kind, batchId, authorization });
      const first = await pages.next();
      const columns = [...columnsOf[kind], ...optionalRecordColumns];
      return csvFile(this.rows.toCsv(batchId, columns, resumed(first, pages)), `${kind}-rejections-${batchId}.csv`);
    }
  }

  return RecordRejectionsController;
}

export function csvFile(content: ReturnType<RejectedRows['toCsv']>, name: string): StreamableFile {
  return new StreamableFile(content, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}"`,
  });
}

/** Asked for before the answer begins, so that a refusal is one. */
async function* resumed<Page>(first: IteratorResult<Page, void>, rest: AsyncIterable<Page>): AsyncGenerator<Page> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
