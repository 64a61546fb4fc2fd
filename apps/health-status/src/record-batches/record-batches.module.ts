import { Module } from '@nestjs/common';
import { recordBatchController } from './record-batch.controller';
import { RecordBatches } from './record-batches.service';
import { SubmittedRowsPublisher } from './submitted-rows.publisher';

@Module({
  controllers: [recordBatchController('vaccination'), recordBatchController('infection')],
  providers: [RecordBatches, SubmittedRowsPublisher],
})
export class RecordBatchesModule {}
