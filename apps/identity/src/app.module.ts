import { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { IdentityHeartbeatV1 } from '@entry/contracts/events/heartbeat.v1';
import { InfectionAuthenticatedV1, VaccinationAuthenticatedV1 } from '@entry/contracts/events/record-authenticated.v1';
import { AccessModule } from '@entry/platform/access/access.module';
import { BatchesModule } from '@entry/platform/batches/batches.module';
import { DatabaseModule } from '@entry/platform/database/database.module';
import { HealthModule } from '@entry/platform/health/health.module';
import { KafkaModule } from '@entry/platform/kafka/kafka.module';
import { loggerModule } from '@entry/platform/logging/logger.module';
import { OutboxModule } from '@entry/platform/outbox/outbox.module';
import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AuthenticationModule } from './authentication/authentication.module';
import type { IdentityConfig } from './config';
import { migrations } from './migrations';
import { RegisterModule } from './register/register.module';

const service = 'identity';

@Module({})
export class AppModule {
  static forRoot(config: IdentityConfig): DynamicModule {
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
          topics: [CitizenV1.topic, VaccinationAuthenticatedV1.topic, InfectionAuthenticatedV1.topic],
          heartbeat: { event: IdentityHeartbeatV1, source: '/identity' },
        }),
        BatchesModule.forRoot({ owner: 'identity', personalDataKey: config.PERSONAL_DATA_KEY }),
        RegisterModule.forRoot({ subjectKey: config.SUBJECT_KEY, tagKey: config.TAG_KEY }),
        AuthenticationModule,
      ],
    };
  }
}
