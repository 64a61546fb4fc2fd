import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { LookupClient } from '@entry/platform/lookups/lookup-client';
import { Module } from '@nestjs/common';
import { StaffCaseRepository } from './staff-case.repository';
import { StaffCases } from './staff-cases';
import { StaffFactsWorker } from './staff-facts.worker';
import { StaffListsController } from './staff-lists.controller';
import { StaffListsService } from './staff-lists.service';
import { StaffMembersConsumer } from './staff-members.consumer';
import { StaffRepository } from './staff.repository';

@Module({
  controllers: [StaffListsController],
  providers: [
    StaffRepository,
    StaffCases,
    StaffCaseRepository,
    StaffListsService,
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
