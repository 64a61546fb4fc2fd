import type { DynamicModule, Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccessModule, type DeviceReaders } from '../access/access.module';
import type { ServiceEnvironment } from '../config/environment';
import { HealthModule } from '../health/health.module';
import { HttpModule } from '../http/http.module';
import { KafkaModule } from '../kafka/kafka.module';
import { loggerModule } from '../logging/logger.module';

/** What every service has: logs, health, an orderly stop, tokens and roles, Kafka. `clientId` tells Kafka who it is. */
export function serviceModules(
  clientId: string,
  config: ServiceEnvironment,
  devices?: DeviceReaders,
): (DynamicModule | Type)[] {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = config;
  const clockTolerance = config.OIDC_CLOCK_TOLERANCE_SECONDS;
  return [
    loggerModule(clientId, config.LOG_LEVEL),
    HealthModule,
    HttpModule,
    DiscoveryModule,
    AccessModule.forRoot({ issuer, audience, jwksUrl, clockTolerance }, devices),
    KafkaModule.forRoot({ brokers: config.KAFKA_BROKERS, clientId }),
  ];
}
