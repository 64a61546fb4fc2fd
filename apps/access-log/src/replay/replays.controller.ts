import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { notFound } from '@entry/platform/http/problem';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '../audit/audit-trail';
import { ReplayRepository } from './replay.repository';
import { Replayer } from './replayer';
import { Replay, ReplayRequest } from './replays.schemas';

@Controller('v1/replays')
@ApiBearerAuth()
export class ReplaysController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly replays: ReplayRepository,
    private readonly replayer: Replayer,
    private readonly trail: AuditTrail,
  ) {}

  @Post()
  @HttpCode(202)
  @AllowRoles('operator')
  @ApiOperation({
    summary: 'Sends stored scans to Kafka once more, for a reader that has to begin anew',
    description: 'Readers of the topic itself get them again under the same `ce_id`, and drop what they have had.',
  })
  @ApiAcceptedResponse({ standardSchema: Replay })
  async begin(
    @Body({ schema: ReplayRequest }) request: ReplayRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Replay> {
    const { reason, ...asked } = request;
    const replay = uuidv7();
    await this.dataSource.transaction(async (manager) => {
      await this.replays.begin(replay, request, manager);
      const deed = { action: 'replay-begun', asked: { replay, ...asked }, rows: null, reason } as const;
      await this.trail.record(caller, deed, manager);
    });
    this.replayer.wake();
    return this.find(replay);
  }

  @Get(':id')
  @AllowRoles('operator', 'auditor')
  @ApiOperation({ summary: 'How far it is' })
  @ApiOkResponse({ standardSchema: Replay })
  async find(@Param('id', UuidPipe) replay: string): Promise<Replay> {
    const found = await this.replays.find(replay);
    if (!found) throw notFound('replay');
    return found;
  }
}
