import { Module } from '@nestjs/common';
import { EntryPoliciesModule } from '../entry-policies/entry-policies.module';
import { DryRunThreads } from './dry-run-threads';
import { DryRunsController } from './dry-runs.controller';
import { DryRunsService } from './dry-runs.service';

@Module({
  imports: [EntryPoliciesModule],
  controllers: [DryRunsController],
  providers: [DryRunsService, DryRunThreads],
})
export class DryRunsModule {}
