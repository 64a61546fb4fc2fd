import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { mapPage } from '../paging/page';
import { deviceAccess } from './device-access';
import type { DeviceEntity } from './device.entity';
import {
  CreateDeviceRequest,
  CreateDeviceResponse,
  DeviceListQuery,
  DevicePage,
  DeviceResponse,
  RevokeResponse,
  RotateRequest,
  RotateResponse,
} from './devices.schemas';
import { DevicesService } from './devices.service';

@Controller('v1/devices')
export class DevicesController {
  constructor(private readonly devices: DevicesService) {}

  @Post()
  @Header('cache-control', 'no-store')
  @AllowRoles(...deviceAccess.write)
  @ApiOperation({ summary: 'Add a device to a checkpoint; gives the code that enrols it' })
  @ApiResponse({ status: 201, standardSchema: CreateDeviceResponse })
  async create(
    @Body({ schema: CreateDeviceRequest }) request: CreateDeviceRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<CreateDeviceResponse> {
    const { device, enrolmentCode } = await this.devices.create(request, caller);
    const { id, checkpoint, enrolmentCodeExpiresAt: expiresAt } = device;
    const enrolmentCodeExpiresAt = expiresAt.toISOString();
    return { id, checkpoint: checkpoint.id, status: 'enrolling', enrolmentCode, enrolmentCodeExpiresAt };
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @AllowRoles(...deviceAccess.write)
  @ApiOperation({
    summary: 'Replace the token of an active device; the one before stays good for an hour, or as long as is said',
  })
  @ApiBody({ required: false })
  @ApiResponse({ status: 200, standardSchema: RotateResponse })
  @ApiResponse({ status: 409, description: '`DEVICE_NOT_ACTIVE`' })
  async rotate(
    @Param('id', UuidPipe) id: string,
    @Body({ schema: RotateRequest }) request: RotateRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<RotateResponse> {
    const { token, previousTokenGoodUntil } = await this.devices.rotate(id, request, caller);
    return { id, token, previousTokenGoodUntil: previousTokenGoodUntil.toISOString() };
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @AllowRoles(...deviceAccess.write)
  @ApiOperation({ summary: 'Revoke a device for good' })
  @ApiResponse({ status: 200, standardSchema: RevokeResponse })
  async revoke(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<RevokeResponse> {
    await this.devices.revoke(id, caller);
    return { id, status: 'revoked' };
  }

  @Get()
  @AllowRoles(...deviceAccess.read)
  @ApiOperation({ summary: 'Devices, in the order in which they were added' })
  @ApiResponse({ status: 200, standardSchema: DevicePage })
  async list(
    @Query({ schema: DeviceListQuery }) query: DeviceListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<DevicePage> {
    return mapPage(await this.devices.list(query, caller), toResponse);
  }

  @Get(':id')
  @AllowRoles(...deviceAccess.read)
  @ApiOperation({ summary: 'One device' })
  @ApiResponse({ status: 200, standardSchema: DeviceResponse })
  async get(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<DeviceResponse> {
    return toResponse(await this.devices.get(id, caller));
  }
}

function toResponse({ id, checkpoint, status, enrolledAt, revokedAt, createdAt }: DeviceEntity): DeviceResponse {
  return {
    id,
    checkpoint: checkpoint.id,
    status,
    enrolledAt: enrolledAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
