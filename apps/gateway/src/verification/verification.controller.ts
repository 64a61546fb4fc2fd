import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { DeviceDirectory } from '../devices/device-directory';
import { requireStationed } from '../devices/require-stationed';
import { ScanLimits } from '../limits/scan-limits';
import { givenTraceparent } from './given-traceparent';
import { VerificationService } from './verification.service';
import { VerifyRequest, VerifyResponse } from './verification.schemas';

@Controller('v1/verify')
export class VerificationController {
  constructor(
    private readonly verification: VerificationService,
    private readonly devices: DeviceDirectory,
    private readonly limits: ScanLimits,
  ) {}

  /** A denial is an answer, not an error: scanners get 200 and read the decision. */
  @Post()
  @HttpCode(200)
  @AllowRoles('device')
  @ApiOperation({ summary: 'Decide on the person whose card was scanned' })
  @ApiResponse({ status: 200, standardSchema: VerifyResponse })
  @ApiResponse({
    status: 401,
    description:
      '`DEVICE_REVOKED`, `TOKEN_ROTATED`, `SIGNATURE_REQUIRED`, `SIGNATURE_INVALID`, `SIGNATURE_REPLAYED`, or no good token',
  })
  @ApiResponse({ status: 409, description: '`SCAN_ID_REUSED`' })
  @ApiResponse({ status: 422, description: '`QR_UNREADABLE`, `QR_NOT_CCCD` or `QR_INVALID_FIELD`' })
  @ApiResponse({ status: 429, description: '`TOO_MANY_SCANS`' })
  async verify(
    @Body({ schema: VerifyRequest }) request: VerifyRequest,
    @CurrentCaller() { id }: Caller,
    @Headers('traceparent') traceparent?: string,
  ): Promise<VerifyResponse> {
    const device = requireStationed(this.devices, id);
    await this.limits.take(device);
    return this.verification.verify(request, device, givenTraceparent(traceparent));
  }
}
