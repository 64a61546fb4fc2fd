import { CheckpointV1, DeviceV1, EntryPolicyV1 } from '@entry/contracts/events/administration.v1';
import { AccessModule } from '@entry/platform/access/access.module';
import { DatabaseModule } from '@entry/platform/database/database.module';
import { HealthModule } from '@entry/platform/health/health.module';
import { KafkaModule } from '@entry/platform/kafka/kafka.module';
import { loggerModule } from '@entry/platform/logging/logger.module';
import { OutboxModule } from '@entry/platform/outbox/outbox.module';
import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AgenciesModule } from './agencies/agencies.module';
import { CheckpointsModule } from './checkpoints/checkpoints.module';
import type { AdministrationConfig } from './config';
import { DevicesModule } from './devices/devices.module';
import { DistrictsModule } from './districts/districts.module';
import { entities } from './entities';
import { EntryPoliciesModule } from './entry-policies/entry-policies.module';
import { migrations } from './migrations';

const service = 'administration';

@Module({})
export class AppModule {
  static forRoot(config: AdministrationConfig): DynamicModule {
    const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = config;
    return {
      module: AppModule,
      imports: [
        loggerModule(service, config.LOG_LEVEL),
        HealthModule,
        DiscoveryModule,
        AccessModule.forRoot({ issuer, audience, jwksUrl }),
        KafkaModule.forRoot({ brokers: config.KAFKA_BROKERS, clientId: service }),
        DatabaseModule.forRoot({ url: config.DATABASE_URL, service, migrations, entities }),
        OutboxModule.forRoot({ topics: [DeviceV1.topic, CheckpointV1.topic, EntryPolicyV1.topic] }),
        DistrictsModule,
        AgenciesModule,
        CheckpointsModule,
        DevicesModule,
        EntryPoliciesModule,
      ],
    };
  }
}
