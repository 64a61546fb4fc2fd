import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DefaultEntryPolicySeed } from './default-entry-policy.seed';
import { EntryPoliciesController } from './entry-policies.controller';
import { EntryPoliciesService } from './entry-policies.service';
import { EntryPolicyEntity } from './entry-policy.entity';
import { EntryPolicyDrafts } from './entry-policy-drafts';
import { EntryPolicyRepository } from './entry-policy.repository';

@Module({
  imports: [TypeOrmModule.forFeature([EntryPolicyEntity])],
  controllers: [EntryPoliciesController],
  providers: [DefaultEntryPolicySeed, EntryPoliciesService, EntryPolicyDrafts, EntryPolicyRepository],
  exports: [EntryPolicyDrafts, EntryPolicyRepository],
})
export class EntryPoliciesModule {}
