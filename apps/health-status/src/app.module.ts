import { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import { HealthHeartbeatV1 } from '@entry/contracts/events/heartbeat.v1';
import { AccessModule } from '@entry/platform/access/access.module';
import { BatchesModule } from '@entry/platform/batches/batches.module';
import { DatabaseModule } from '@entry/platform/database/database.module';
import { HealthModule } from '@entry/platform/health/health.module';
import { KafkaModule } from '@entry/platform/kafka/kafka.module';
import { loggerModule } from '@entry/platform/logging/logger.module';
import { OutboxModule } from '@entry/platform/outbox/outbox.module';
import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { HealthStatusConfig } from './config';
import { migrations } from './migrations';
import { RecordBatchesModule } from './record-batches/record-batches.module';
import { StatusModule } from './status/status.module';
import { VaccinesModule } from './vaccines/vaccines.module';

const service = 'health-status';

@Module({})
export class AppModule {
  static forRoot(config: HealthStatusConfig): DynamicModule {
    const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = config;
    return {
      module: AppModule,
      imports: [
        loggerModule(service, config.LOG_LEVEL),
        HealthModule,
        DiscoveryModule,
        AccessModule.forRoot({ issuer, audience, jwksUrl }),
        KafkaModule.forRoot({ brokers: config.KAFKA_BROKERS, clientId: service }),
        DatabaseModule.forRoot({ url: config.DATABASE_URL, service, migrations }),
        OutboxModule.forRoot({
          topics: [HealthStatusV1.topic],
          heartbeat: { event: HealthHeartbeatV1, source: '/health-status' },
        }),
        BatchesModule.forRoot({ owner: 'healthStatus', personalDataKey: config.PERSONAL_DATA_KEY }),
        RecordBatchesModule,
        StatusModule,
        VaccinesModule,
      ],
    };
  }
}
