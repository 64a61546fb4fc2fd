import { Module } from '@nestjs/common';
import { CheckpointsModule } from '../checkpoints/checkpoints.module';
import { DeviceRepository } from './device.repository';
import { DevicesController } from './devices.controller';
import { DevicesService } from './devices.service';
import { EnrolmentController } from './enrolment.controller';
import { EnrolmentService } from './enrolment.service';

@Module({
  imports: [CheckpointsModule],
  controllers: [EnrolmentController, DevicesController],
  providers: [DevicesService, EnrolmentService, DeviceRepository],
})
export class DevicesModule {}
