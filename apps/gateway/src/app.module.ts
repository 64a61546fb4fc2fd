import { AccessModule } from '@entry/platform/access/access.module';
import { HealthModule } from '@entry/platform/health/health.module';
import { KafkaModule } from '@entry/platform/kafka/kafka.module';
import { loggerModule } from '@entry/platform/logging/logger.module';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CONFIG, type GatewayConfig } from './config';
import { DeviceTokenReader } from './devices/device-token-reader';
import { DevicesModule } from './devices/devices.module';
import { ForwardingModule } from './forwarding/forwarding.module';
import { VerificationModule } from './verification/verification.module';

const service = 'gateway';

@Global()
@Module({})
export class AppModule {
  static forRoot(config: GatewayConfig): DynamicModule {
    const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = config;
    return {
      module: AppModule,
      imports: [
        loggerModule(service, config.LOG_LEVEL),
        HealthModule,
        DiscoveryModule,
        AccessModule.forRoot({ issuer, audience, jwksUrl }, { module: DevicesModule, reader: DeviceTokenReader }),
        KafkaModule.forRoot({ brokers: config.KAFKA_BROKERS, clientId: config.GATEWAY_ID }),
        VerificationModule,
        ForwardingModule,
      ],
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
