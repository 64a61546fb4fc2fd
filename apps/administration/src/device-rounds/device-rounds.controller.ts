import type { Caller } from '@entry/platform/access/caller';
import { SameForAll } from '@entry/platform/access/same-for-all';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { ChangeLog } from '../changes/change-log';
import { ChangeList } from '../changes/changes.schemas';
import { mapPage, PageQuery } from '../paging/page';
import { SeenVersion } from '../requests/if-match';
import { VersionTag } from '../requests/version-tag.interceptor';
import { roundAccess } from './device-round-access';
import {
  DecideRequest,
  DecideResponse,
  ForwardRoundRequest,
  OpenRoundRequest,
  RoundPage,
  RoundResponse,
} from './device-rounds.schemas';
import { DeviceRoundsService } from './device-rounds.service';
import { RoundDecisions } from './round-decisions';
import { RoundHandUp } from './round-hand-up';
import { ReasonRequest } from '../requests/reason-request';
import { toRoundResponse } from './round-response';

@Controller('v1/device-rounds')
@UseInterceptors(VersionTag)
export class DeviceRoundsController {
  constructor(
    private readonly rounds: DeviceRoundsService,
    private readonly handUp: RoundHandUp,
    private readonly decisions: RoundDecisions,
    private readonly changes: ChangeLog,
  ) {}

  @Post()
  @AllowRoles(...roundAccess.steer)
  @ApiOperation({ summary: 'Open a round: until its deadline every agency proposes the devices that it needs' })
  @ApiResponse({ status: 201, standardSchema: RoundResponse })
  async open(
    @Body({ schema: OpenRoundRequest }) request: OpenRoundRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<RoundResponse> {
    return toRoundResponse(await this.rounds.open(request, caller));
  }

  @SameForAll()
  @Get()
  @AllowRoles(...roundAccess.read)
  @ApiOperation({ summary: 'Rounds, in the order in which they were opened' })
  @ApiResponse({ status: 200, standardSchema: RoundPage })
  async list(@Query({ schema: PageQuery }) query: PageQuery): Promise<RoundPage> {
    return mapPage(await this.rounds.list(query), toRoundResponse);
  }

  @SameForAll()
  @Get(':id')
  @AllowRoles(...roundAccess.read)
  @ApiOperation({ summary: 'One round' })
  @ApiResponse({ status: 200, standardSchema: RoundResponse })
  async get(@Param('id', UuidPipe) id: string): Promise<RoundResponse> {
    return toRoundResponse(await this.rounds.get(id));
  }

  @SameForAll()
  @Get(':id/changes')
  @AllowRoles(...roundAccess.sum)
  @ApiOperation({ summary: 'Each step of a round: who, when and why' })
  @ApiResponse({ status: 200, standardSchema: ChangeList })
  async history(@Param('id', UuidPipe) id: string): Promise<ChangeList> {
    await this.rounds.get(id);
    return this.changes.of(id);
  }

  @Post(':id/close')
  @HttpCode(200)
  @AllowRoles(...roundAccess.steer)
  @ApiOperation({ summary: 'End the time for proposals before its deadline' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: RoundResponse })
  async close(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: ReasonRequest }) request: ReasonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<RoundResponse> {
    return toRoundResponse(await this.rounds.close(id, seen, request, caller));
  }

  @Post(':id/forward')
  @HttpCode(200)
  @AllowRoles(...roundAccess.steer)
  @ApiOperation({ summary: 'Hand up to the committee what the districts reviewed, exactly as it was seen' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: RoundResponse })
  @ApiResponse({ status: 409, description: '`ROUND_OPEN`, `ROUND_CLOSED`, `PROPOSALS_UNREVIEWED`, `NOTHING_REVIEWED`' })
  async forward(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: ForwardRoundRequest }) request: ForwardRoundRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<RoundResponse> {
    return toRoundResponse(await this.handUp.forward(id, seen, request, caller));
  }

  @Post(':id/decisions')
  @HttpCode(200)
  @AllowRoles(...roundAccess.decide)
  @ApiOperation({ summary: 'Decide on a line, on a district, or on all that is undecided' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DecideResponse })
  @ApiResponse({ status: 409, description: '`ROUND_NOT_FORWARDED`, `LINE_DECIDED`' })
  async decide(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: DecideRequest }) request: DecideRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<DecideResponse> {
    const { round, decided, undecided } = await this.decisions.decide(id, seen, request, caller);
    return { ...toRoundResponse(round), decided, undecided };
  }
}
