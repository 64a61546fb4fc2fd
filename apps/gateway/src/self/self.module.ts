import { Module } from '@nestjs/common';
import { DevicesModule } from '../devices/devices.module';
import { LimitsModule } from '../limits/limits.module';
import { SelfController } from './self.controller';

@Module({ imports: [DevicesModule, LimitsModule], controllers: [SelfController] })
export class SelfModule {}
