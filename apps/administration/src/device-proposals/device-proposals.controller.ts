import type { Caller } from '@entry/platform/access/caller';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { UuidPipe } from '@entry/platform/http/uuid.pipe';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { ChangeLog } from '../changes/change-log';
import { ChangeList } from '../changes/changes.schemas';
import { mapPage } from '../paging/page';
import { SeenVersion } from '../requests/if-match';
import { VersionTag } from '../requests/version-tag.interceptor';
import { proposalAccess } from './device-proposal-access';
import {
  ProposalListQuery,
  ProposalPage,
  ProposalResponse,
  ProposeRequest,
  ReviewRequest,
  ReviseRequest,
} from './device-proposals.schemas';
import { DeviceProposalsService } from './device-proposals.service';
import { toProposalResponse } from './proposal-response';
import { ReasonRequest } from '../requests/reason-request';
import { ProposalSteps } from './proposal-steps';

@Controller('v1/device-proposals')
@UseInterceptors(VersionTag)
export class DeviceProposalsController {
  constructor(
    private readonly proposals: DeviceProposalsService,
    private readonly steps: ProposalSteps,
    private readonly changes: ChangeLog,
  ) {}

  @Post()
  @AllowRoles(...proposalAccess.propose)
  @ApiOperation({ summary: 'Draft what an agency needs: a line for each of its checkpoints' })
  @ApiResponse({ status: 201, standardSchema: ProposalResponse })
  @ApiResponse({ status: 409, description: '`ROUND_CLOSED` or `PROPOSAL_EXISTS`' })
  async propose(
    @Body({ schema: ProposeRequest }) request: ProposeRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<ProposalResponse> {
    return toProposalResponse(await this.proposals.propose(request, caller));
  }

  @Get()
  @AllowRoles(...proposalAccess.read)
  @ApiOperation({ summary: 'Proposals, in the order in which they were drafted' })
  @ApiResponse({ status: 200, standardSchema: ProposalPage })
  async list(
    @Query({ schema: ProposalListQuery }) query: ProposalListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<ProposalPage> {
    return mapPage(await this.proposals.list(query, caller), toProposalResponse);
  }

  @Get(':id')
  @AllowRoles(...proposalAccess.read)
  @ApiOperation({ summary: 'One proposal' })
  @ApiResponse({ status: 200, standardSchema: ProposalResponse })
  async get(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<ProposalResponse> {
    return toProposalResponse(await this.proposals.get(id, caller));
  }

  @Get(':id/changes')
  @AllowRoles(...proposalAccess.read)
  @ApiOperation({ summary: 'Each step of a proposal: who, when and why' })
  @ApiResponse({ status: 200, standardSchema: ChangeList })
  async history(@Param('id', UuidPipe) id: string, @CurrentCaller() caller: Caller): Promise<ChangeList> {
    await this.proposals.get(id, caller);
    return this.changes.of(id);
  }

  @Put(':id/lines')
  @AllowRoles(...proposalAccess.propose)
  @ApiOperation({ summary: 'Replace the lines of a draft, or of what was returned' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: ProposalResponse })
  async revise(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: ReviseRequest }) request: ReviseRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<ProposalResponse> {
    return toProposalResponse(await this.steps.revise(id, seen, request, caller));
  }

  @Post(':id/submit')
  @HttpCode(200)
  @AllowRoles(...proposalAccess.propose)
  @ApiOperation({ summary: 'Submit a proposal to the district' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: ProposalResponse })
  async submit(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @CurrentCaller() caller: Caller,
  ): Promise<ProposalResponse> {
    return toProposalResponse(await this.steps.submit(id, seen, caller));
  }

  @Post(':id/review')
  @HttpCode(200)
  @AllowRoles(...proposalAccess.review)
  @ApiOperation({ summary: 'Accept a proposal, with other quantities where there is a reason' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: ProposalResponse })
  async review(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: ReviewRequest }) request: ReviewRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<ProposalResponse> {
    return toProposalResponse(await this.steps.review(id, seen, request, caller));
  }

  @Post(':id/return')
  @HttpCode(200)
  @AllowRoles(...proposalAccess.review)
  @ApiOperation({ summary: 'Return a proposal to its agency' })
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: ProposalResponse })
  async giveBack(
    @Param('id', UuidPipe) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: ReasonRequest }) request: ReasonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<ProposalResponse> {
    return toProposalResponse(await this.steps.giveBack(id, seen, request, caller));
  }
}
