import { people } from '@entry/contracts/vocabulary/roles';
import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { Caller } from '@entry/platform/access/caller';
import { SameForAll } from '@entry/platform/access/same-for-all';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { healthFactsAt } from '@entry/platform/entry-rules/domain/health-facts';
import { notFound } from '@entry/platform/http/problem';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import {
  DraftList,
  DraftResponse,
  EntryPolicyPage,
  PublishDraftRequest,
  PublishEntryPolicyRequest,
  TryRequest,
  TryResponse,
} from './entry-policies.schemas';
import { EntryPolicyDrafts } from './entry-policy-drafts';
import { explain } from './explain';
import { EntryPoliciesService } from './entry-policies.service';
import { toPolicyResponse } from './policy-response';
import { EntryPolicyRepository } from './entry-policy.repository';

@Controller('v1/entry-policies')
export class EntryPoliciesController {
  constructor(
    private readonly policies: EntryPolicyRepository,
    private readonly service: EntryPoliciesService,
    private readonly drafts: EntryPolicyDrafts,
  ) {}

  @Post()
  @AllowRoles('committee')
  @ApiOperation({ summary: 'Publish a version of the entry rules; of those that hold the one that began last decides' })
  @ApiResponse({ status: 201, standardSchema: EntryPolicyV1.data })
  @ApiResponse({ status: 409, description: '`ENTRY_POLICY_EXISTS`' })
  @ApiResponse({ status: 422, description: '`VECTORS_FAIL` or `ENTRY_POLICY_UNFIT`' })
  publish(
    @Body({ schema: PublishEntryPolicyRequest }) request: PublishEntryPolicyRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<EntryPolicyV1> {
    return this.service.publish(request, caller);
  }

  @SameForAll()
  @Post('drafts')
  @HttpCode(200)
  @AllowRoles('health-department')
  @ApiOperation({
    summary: 'Write a version for the committee to publish; until then another draft of it takes its place',
  })
  @ApiResponse({ status: 200, standardSchema: DraftResponse })
  draft(
    @Body({ schema: PublishEntryPolicyRequest }) request: PublishEntryPolicyRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<DraftResponse> {
    return this.drafts.put(request, caller);
  }

  @SameForAll()
  @Get('drafts')
  @AllowRoles('health-department', 'committee', 'auditor')
  @ApiOperation({ summary: 'Versions that are not published, and the vectors that fail' })
  @ApiResponse({ status: 200, standardSchema: DraftList })
  async listDrafts(): Promise<DraftList> {
    return { items: await this.drafts.list() };
  }

  @Post(':version/publish')
  @HttpCode(200)
  @AllowRoles('committee')
  @ApiOperation({ summary: 'Publish a draft as it is' })
  @ApiResponse({ status: 200, standardSchema: EntryPolicyV1.data })
  @ApiResponse({ status: 422, description: '`VECTORS_FAIL` or `ENTRY_POLICY_UNFIT`' })
  publishDraft(
    @Param('version') version: string,
    @Body({ schema: PublishDraftRequest }) request: PublishDraftRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<EntryPolicyV1> {
    return this.drafts.publish(version, request, caller);
  }

  @Post(':version/try')
  @HttpCode(200)
  @AllowRoles('health-department', 'committee')
  @ApiOperation({ summary: 'What a version, published or not, says of one person, rule by rule' })
  @ApiResponse({ status: 200, standardSchema: TryResponse })
  async try(
    @Param('version') version: string,
    @Body({ schema: TryRequest }) request: TryRequest,
  ): Promise<TryResponse> {
    const policy = (await this.policies.find(version)) ?? (await this.drafts.find(version));
    if (!policy) throw notFound('entry policy');
    return explain(policy, request.venueKind, 'facts' in request ? request.facts : factsOf(request));
  }

  @SameForAll()
  @Get()
  @AllowRoles(...people)
  @ApiOperation({ summary: 'The entry policies, by the start of their validity' })
  @ApiResponse({ status: 200, standardSchema: EntryPolicyPage })
  async list(): Promise<EntryPolicyPage> {
    const policies = await this.policies.list();
    return { items: policies.map(toPolicyResponse), nextCursor: null };
  }
}

function factsOf({ status, at }: Exclude<TryRequest, { facts: unknown }>) {
  const nobody = { subject: '', version: 1 };
  return healthFactsAt(status && { ...status, ...nobody }, new Date(at));
}
