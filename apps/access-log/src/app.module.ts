import { AccessEventStoredV1, AnalyticsAccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { DatabaseModule } from '@entry/platform/database/database.module';
import { OutboxModule } from '@entry/platform/outbox/outbox.module';
import { serviceModules } from '@entry/platform/service/service-modules';
import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule, AuditOfOthersModule } from './audit/audit.module';
import { CompletenessModule } from './completeness/completeness.module';
import type { AccessLogConfig } from './config';
import { ContactsModule } from './contacts/contacts.module';
import { LiveModule } from './live/live.module';
import { ListingModule } from './listing/listing.module';
import { migrations } from './migrations';
import { ReplayModule } from './replay/replay.module';
import { RetentionModule } from './retention/retention.module';
import { SequenceGapsModule } from './sequence-gaps/sequence-gaps.module';
import { StatisticsModule } from './statistics/statistics.module';
import { StoringModule } from './storing/storing.module';

@Module({})
export class AppModule {
  static forRoot(config: AccessLogConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...serviceModules('access-log', config),
        DatabaseModule.forRoot({ url: config.DATABASE_URL, service: 'access-log', migrations }),
        OutboxModule.forRoot({ topics: [AccessEventStoredV1.topic, AnalyticsAccessEventV1.topic] }),
        StoringModule.forRoot({ group: config.CONSUMER_GROUP, visitorKey: config.VISITOR_KEY }),
        ListingModule,
        StatisticsModule,
        LiveModule,
        AuditModule,
        AuditOfOthersModule,
        ContactsModule.forRoot({ identityUrl: config.IDENTITY_URL }),
        ReplayModule.forRoot({ visitorKey: config.VISITOR_KEY }),
        CompletenessModule.forRoot({ group: config.CONSUMER_GROUP, keptDays: config.ACCESS_LOG_RETENTION_DAYS }),
        RetentionModule.forRoot({ keptDays: config.ACCESS_LOG_RETENTION_DAYS }),
        SequenceGapsModule.forRoot({ graceSeconds: config.SEQUENCE_GAP_GRACE_SECONDS }),
      ],
    };
  }
}
