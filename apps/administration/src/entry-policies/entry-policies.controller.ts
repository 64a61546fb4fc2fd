import { people } from '@entry/contracts/vocabulary/roles';
import type { EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { AllowRoles } from '@entry/platform/access/roles.decorator';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { EntryPolicyPage } from './entry-policies.schemas';
import type { EntryPolicyEntity } from './entry-policy.entity';
import { EntryPolicyRepository } from './entry-policy.repository';

@Controller('v1/entry-policies')
export class EntryPoliciesController {
  constructor(private readonly policies: EntryPolicyRepository) {}

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
  version,
}: EntryPolicyEntity): EntryPolicyV1 {
  return {
    policyVersion,
    validFrom: validFrom.toISOString(),
    validTo: validTo?.toISOString() ?? null,
    rules,
    factsMaxAge,
    version,
  };
}
