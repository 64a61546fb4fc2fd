import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { DeviceDirectory } from '../devices/device-directory';
import { requireStationed } from '../devices/require-stationed';
import { givenTraceparent } from '../verification/given-traceparent';
import { offlineScansPath } from './large-uploads';
import { OfflineScansRequest, OfflineScansResponse } from './offline-scans.schemas';
import { OfflineScansService } from './offline-scans.service';

@Controller(offlineScansPath)
export class OfflineScansController {
  constructor(
    private readonly offlineScans: OfflineScansService,
    private readonly devices: DeviceDirectory,
  ) {}

  @Post()
  @HttpCode(200)
  @AllowRoles('device')
  @ApiOperation({ summary: 'Record up to 1,000 scans that a device decided by itself; each gets a result of its own' })
  @ApiResponse({ status: 200, standardSchema: OfflineScansResponse })
  @ApiResponse({ status: 400, description: '`REQUEST_INVALID`: no list of at most 1,000 scans' })
  @ApiResponse({ status: 401, description: '`DEVICE_REVOKED`, `TOKEN_ROTATED`, or no good token' })
  @ApiResponse({ status: 413, description: '`BODY_TOO_LARGE`' })
  @ApiResponse({ status: 503, description: '`NOT_RECORDED`, `CHECKPOINT_UNKNOWN` or `OVERLOADED`: to be sent again' })
  async record(
    @Body({ schema: OfflineScansRequest }) { scans }: OfflineScansRequest,
    @CurrentCaller() { id }: Caller,
    @Headers('traceparent') traceparent?: string,
  ): Promise<OfflineScansResponse> {
    const device = requireStationed(this.devices, id);
    return { results: await this.offlineScans.record(scans, device, givenTraceparent(traceparent)) };
  }
}
