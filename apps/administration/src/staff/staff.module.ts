import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { LookupClient } from '@entry/platform/lookups/lookup-client';
import { Module } from '@nestjs/common';
import { CampaignExport } from './campaign-export';
import { CampaignResults } from './campaign-results';
import { CampaignsController } from './campaigns.controller';
import { StaffCaseRepository } from './staff-case.repository';
import { StaffCases } from './staff-cases';
import { StaffFactsWorker } from './staff-facts.worker';
import { StaffListsController } from './staff-lists.controller';
import { StaffListsService } from './staff-lists.service';
import { StaffMembersConsumer } from './staff-members.consumer';
import { StaffRepository } from './staff.repository';

@Module({
  controllers: [StaffListsController, CampaignsController],
  providers: [
    StaffRepository,
    StaffCases,
    StaffCaseRepository,
    StaffListsService,
    CampaignExport,
    CampaignResults,
    StaffMembersConsumer,
    StaffFactsWorker,
    {
      provide: LookupClient,
      inject: [KafkaConnection],
      useFactory: (connection: KafkaConnection) => new LookupClient(connection, 'administration-lookup'),
    },
  ],
})
export class StaffModule {}
