import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { overseers } from '../access/people';
import { scopeOf } from '../access/scope';
import { DeviceFunnel } from './device-funnel';
import { Funnel, FunnelQuery } from './device-funnel.schemas';

@Controller('v1/device-funnel')
export class DeviceFunnelController {
  constructor(private readonly funnel: DeviceFunnel) {}

  @Get()
  @AllowRoles(...overseers)
  @ApiOperation({ summary: 'From proposed to approved, enrolled, seen and scanned today, by district or agency' })
  @ApiQuery({ name: 'by', required: false, enum: ['district', 'agency'] })
  @ApiResponse({ status: 200, standardSchema: Funnel })
  async list(@Query({ schema: FunnelQuery }) query: FunnelQuery, @CurrentCaller() caller: Caller): Promise<Funnel> {
    return { items: await this.funnel.rows(query, scopeOf(caller, overseers)) };
  }
}
