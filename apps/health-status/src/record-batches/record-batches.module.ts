import { Module } from '@nestjs/common';
import { InfectionBatchController } from './infection-batch.controller';
import { RecordBatches } from './record-batches.service';
import { SubmittedRowsPublisher } from './submitted-rows.publisher';
import { VaccinationBatchController } from './vaccination-batch.controller';

@Module({
  controllers: [VaccinationBatchController, InfectionBatchController],
  providers: [RecordBatches, SubmittedRowsPublisher],
})
export class RecordBatchesModule {}
