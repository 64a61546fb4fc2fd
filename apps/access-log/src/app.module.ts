import { AccessEventStoredV1, AnalyticsAccessEventV1 } from '@entry/contracts/events/access-event.v1';
import { AccessModule } from '@entry/platform/access/access.module';
import { DatabaseModule } from '@entry/platform/database/database.module';
import { HealthModule } from '@entry/platform/health/health.module';
import { KafkaModule } from '@entry/platform/kafka/kafka.module';
import { loggerModule } from '@entry/platform/logging/logger.module';
import { OutboxModule } from '@entry/platform/outbox/outbox.module';
import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { AccessLogConfig } from './config';
import { ListingModule } from './listing/listing.module';
import { migrations } from './migrations';
import { StoringModule } from './storing/storing.module';

@Module({})
export class AppModule {
  static forRoot(config: AccessLogConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        loggerModule('access-log', config.LOG_LEVEL),
        HealthModule,
        DiscoveryModule,
        AccessModule.forRoot({
          issuer: config.OIDC_ISSUER,
          audience: config.OIDC_AUDIENCE,
          jwksUrl: config.OIDC_JWKS_URL,
        }),
        KafkaModule.forRoot({ brokers: config.KAFKA_BROKERS, clientId: 'access-log' }),
        DatabaseModule.forRoot({ url: config.DATABASE_URL, service: 'access-log', migrations }),
        OutboxModule.forRoot({ topics: [AccessEventStoredV1.topic, AnalyticsAccessEventV1.topic] }),
        StoringModule.forRoot({ group: config.CONSUMER_GROUP, visitorKey: config.VISITOR_KEY }),
        ListingModule,
      ],
    };
  }
}
