import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgenciesModule } from '../agencies/agencies.module';
import { CheckpointEntity } from './checkpoint.entity';
import { CheckpointRepository } from './checkpoint.repository';
import { CheckpointsController } from './checkpoints.controller';
import { CheckpointsService } from './checkpoints.service';

@Module({
  imports: [TypeOrmModule.forFeature([CheckpointEntity]), AgenciesModule],
  controllers: [CheckpointsController],
  providers: [CheckpointsService, CheckpointRepository],
  exports: [CheckpointRepository],
})
export class CheckpointsModule {}
