import { Module } from '@nestjs/common';
import { AgenciesModule } from '../agencies/agencies.module';
import { CheckpointRepository } from './checkpoint.repository';
import { CheckpointChanges } from './checkpoint-changes';
import { CheckpointImport } from './checkpoint-import';
import { CheckpointsController } from './checkpoints.controller';
import { CheckpointsService } from './checkpoints.service';

@Module({
  imports: [AgenciesModule],
  controllers: [CheckpointsController],
  providers: [CheckpointsService, CheckpointChanges, CheckpointImport, CheckpointRepository],
  exports: [CheckpointRepository],
})
export class CheckpointsModule {}
