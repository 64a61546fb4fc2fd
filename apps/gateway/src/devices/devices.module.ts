import { Module } from '@nestjs/common';
import { DeviceDirectory } from './device-directory';
import { DeviceTokenReader } from './device-token-reader';

@Module({ providers: [DeviceDirectory, DeviceTokenReader], exports: [DeviceDirectory, DeviceTokenReader] })
export class DevicesModule {}
