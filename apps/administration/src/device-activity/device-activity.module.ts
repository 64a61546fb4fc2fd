import { Module } from '@nestjs/common';
import { DeviceActivityConsumer } from './device-activity.consumer';
import { DeviceActivityRepository } from './device-activity.repository';
import { DeviceFunnel } from './device-funnel';
import { DeviceFunnelController } from './device-funnel.controller';

@Module({
  controllers: [DeviceFunnelController],
  providers: [DeviceActivityRepository, DeviceActivityConsumer, DeviceFunnel],
})
export class DeviceActivityModule {}
