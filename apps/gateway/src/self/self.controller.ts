import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { DeviceDirectory } from '../devices/device-directory';
import { requireStationed } from '../devices/require-stationed';
import { PolicyDirectory } from '../entry-rules/policy-directory';
import { DeviceReports } from './device-reports';
import { ConfigurationResponse, HeartbeatRequest, HeartbeatResponse } from './self.schemas';

/** What a device tells of itself, and what holds for it: answered from what this gate goes by, so also while every other service is away. */
@Controller('v1/devices/self')
@AllowRoles('device')
export class SelfController {
  constructor(
    private readonly devices: DeviceDirectory,
    private readonly policies: PolicyDirectory,
    private readonly reports: DeviceReports,
  ) {}

  @Post('heartbeat')
  @HttpCode(200)
  @ApiOperation({ summary: 'Tell that a device lives, how many scans it has still to send, and what its clock says' })
  @ApiResponse({ status: 200, standardSchema: HeartbeatResponse })
  heartbeat(
    @Body({ schema: HeartbeatRequest }) { version, queueLength, clock }: HeartbeatRequest,
    @CurrentCaller() { id }: Caller,
  ): HeartbeatResponse {
    const receivedAt = new Date();
    const clockSkewMilliseconds = Date.parse(clock) - receivedAt.getTime();
    const report = { softwareVersion: version, queueLength, clockSkewMilliseconds };
    this.reports.add({ kind: 'heartbeat', deviceId: id, ...report });
    const { venueKind } = requireStationed(this.devices, id).checkpoint;
    const policyVersion = this.policies.inForce(venueKind, receivedAt)?.policyVersion ?? 'none';
    return { receivedAt: receivedAt.toISOString(), clockSkewMilliseconds, policyVersion };
  }

  @Get('configuration')
  @ApiOperation({ summary: 'Where a device stands, and which entry policy holds there' })
  @ApiResponse({ status: 200, standardSchema: ConfigurationResponse })
  configuration(@CurrentCaller() { id }: Caller): ConfigurationResponse {
    const { checkpoint } = requireStationed(this.devices, id);
    const now = new Date();
    const { checkpoint: place, name, venueKind, agency, district } = checkpoint;
    const policy = this.policies.inForce(venueKind, now);
    return {
      device: id,
      checkpoint: { id: place, name, venueKind, agency, district },
      languages: ['vi', 'en'],
      policyVersion: policy?.policyVersion ?? 'none',
      nextPolicyFrom: this.policies.nextAfter(venueKind, now)?.validFrom ?? null,
      requiresSignature: policy?.signatureRequired.includes(venueKind) ?? false,
    };
  }
}
