import { WholeTopics } from '@entry/platform/kafka/whole-topics';
import { Module } from '@nestjs/common';
import { EntryPoliciesModule } from '../entry-policies/entry-policies.module';
import { DryRunsController } from './dry-runs.controller';
import { DryRunsService } from './dry-runs.service';

@Module({
  imports: [EntryPoliciesModule],
  controllers: [DryRunsController],
  providers: [DryRunsService, WholeTopics],
})
export class DryRunsModule {}
