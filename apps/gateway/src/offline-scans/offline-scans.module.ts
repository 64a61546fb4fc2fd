import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { DevicesModule } from '../devices/devices.module';
import { VerificationModule } from '../verification/verification.module';
import { allowLargeUploads } from './large-uploads';
import { OfflineScansController } from './offline-scans.controller';
import { OfflineScansService } from './offline-scans.service';

@Module({
  imports: [DevicesModule, VerificationModule],
  controllers: [OfflineScansController],
  providers: [OfflineScansService],
})
export class OfflineScansModule {
  constructor({ httpAdapter }: HttpAdapterHost<FastifyAdapter>) {
    allowLargeUploads(httpAdapter.getInstance());
  }
}
