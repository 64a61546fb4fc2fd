import { people } from '@entry/contracts/vocabulary/roles';
import { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import type { Caller } from '@entry/platform/access/caller';
import { SameForAll } from '@entry/platform/access/same-for-all';
import { AllowRoles, CurrentCaller } from '@entry/platform/access/roles.decorator';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { EntryPolicyPage, PublishEntryPolicyRequest } from './entry-policies.schemas';
import { EntryPoliciesService } from './entry-policies.service';
import type { EntryPolicyEntity } from './entry-policy.entity';
import { EntryPolicyRepository } from './entry-policy.repository';

@Controller('v1/entry-policies')
export class EntryPoliciesController {
  constructor(
    private readonly policies: EntryPolicyRepository,
    private readonly service: EntryPoliciesService,
  ) {}

  @Post()
  @AllowRoles('committee')
  @ApiOperation({ summary: 'Publish a version of the entry rules; of those that hold the one that began last decides' })
  @ApiResponse({ status: 201, standardSchema: EntryPolicyV1.data })
  @ApiResponse({ status: 409, description: '`ENTRY_POLICY_EXISTS`' })
  publish(
    @Body({ schema: PublishEntryPolicyRequest }) request: PublishEntryPolicyRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<EntryPolicyV1> {
    return this.service.publish(request, caller);
  }

  @SameForAll()
  @Get()
  @AllowRoles(...people)
  @ApiOperation({ summary: 'The entry policies, by the start of their validity' })
  @ApiResponse({ status: 200, standardSchema: EntryPolicyPage })
  async list(): Promise<EntryPolicyPage> {
    const policies = await this.policies.list();
    return { items: policies.map(toResponse), nextCursor: null };
  }
}

function toResponse({
  policyVersion,
  validFrom,
  validTo,
  rules,
  factsMaxAge,
  signatureRequired,
  version,
}: EntryPolicyEntity): EntryPolicyV1 {
  return {
    policyVersion,
    validFrom: validFrom.toISOString(),
    validTo: validTo?.toISOString() ?? null,
    rules,
    factsMaxAge,
    signatureRequired,
    version,
  };
}
