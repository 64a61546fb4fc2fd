import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { ChangeLog } from '../changes/change-log';
import { ChangeList } from '../changes/changes.schemas';
import { mapPage } from '../paging/page';
import { deviceAccess } from './device-access';
import { toDeviceResponse } from './device-response';
import {
  CreateDeviceRequest,
  CreateDeviceResponse,
  DeviceListQuery,
  DevicePage,
  DeviceResponse,
  MoveRequest,
  RevokeResponse,
  RotateRequest,
  RotateResponse,
} from './devices.schemas';
import { toEnrolmentQr } from './credentials';
import { DevicesService } from './devices.service';

@Controller('v1/devices')
export class DevicesController {
  constructor(
    private readonly devices: DevicesService,
    private readonly changes: ChangeLog,
  ) {}

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
    const code = { enrolmentCode, enrolmentQr: await toEnrolmentQr(enrolmentCode), enrolmentCodeExpiresAt };
    return { id, checkpoint: checkpoint.id, status: 'enrolling', ...code };
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

  @Post(':id/move')
  @HttpCode(200)
  @AllowRoles(...deviceAccess.write)
  @ApiOperation({ summary: 'Move an active device to another checkpoint, against the quota of that one' })
  @ApiResponse({ status: 200, standardSchema: DeviceResponse })
  @ApiResponse({ status: 409, description: '`QUOTA_EXCEEDED`, `CHECKPOINT_NOT_READY`, `DEVICE_NOT_ACTIVE`' })
  async move(
    @Param('id', UuidPipe) id: string,
    @Body({ schema: MoveRequest }) request: MoveRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<DeviceResponse> {
    return toDeviceResponse(await this.devices.move(id, request, caller));
  }

  @Get(':id/changes')
  @AllowRoles(...deviceAccess.read)
  @ApiOperation({ summary: 'Each step of a device, wherever it stood: who, when and why' })
  @ApiResponse({ status: 200, standardSchema: ChangeList })
  async history(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<ChangeList> {
    await this.devices.get(id, caller);
    return this.changes.of(id);
  }

  @Get()
  @AllowRoles(...deviceAccess.read)
  @ApiOperation({ summary: 'Devices, in the order in which they were added' })
  @ApiResponse({ status: 200, standardSchema: DevicePage })
  async list(
    @Query({ schema: DeviceListQuery }) query: DeviceListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<DevicePage> {
    return mapPage(await this.devices.list(query, caller), toDeviceResponse);
  }

  @Get(':id')
  @AllowRoles(...deviceAccess.read)
  @ApiOperation({ summary: 'One device' })
  @ApiResponse({ status: 200, standardSchema: DeviceResponse })
  async get(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<DeviceResponse> {
    return toDeviceResponse(await this.devices.get(id, caller));
  }
}
