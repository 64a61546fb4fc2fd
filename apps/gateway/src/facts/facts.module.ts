import { Indicators } from '@entry/platform/health/indicators';
import { LookupClient } from '@entry/platform/lookups/lookup-client';
import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { Module } from '@nestjs/common';
import { AdmissionModule } from '../admission/admission.module';
import { CONFIG, type GatewayConfig } from '../config';
import { FactsCache } from './facts.cache';
import { FactsConsumer } from './facts.consumer';
import { FactsFreshness } from './facts-freshness';
import { FactsGeneration } from './facts-generation';
import { FactsLookup } from './facts-lookup';
import { FactsRedis } from './facts-redis';
import { FactsService } from './facts.service';

@Module({
  imports: [AdmissionModule],
  providers: [
    FactsRedis,
    FactsCache,
    FactsGeneration,
    FactsConsumer,
    FactsFreshness,
    FactsLookup,
    FactsService,
    {
      provide: LookupClient,
      inject: [KafkaConnection, CONFIG],
      useFactory: (connection: KafkaConnection, { GATEWAY_ID }: GatewayConfig) =>
        new LookupClient(connection, `gateway-lookup-${GATEWAY_ID}`),
    },
  ],
  exports: [FactsService, FactsFreshness, FactsRedis],
})
export class FactsModule {
  constructor(indicators: Indicators, freshness: FactsFreshness, redis: FactsRedis) {
    // Without either the gate asks the owners of the facts, and says `check` where they do not answer in time.
    indicators.add('facts', () => freshness.look(), { gatesReadiness: false });
    indicators.add('redis', () => redis.look(), { gatesReadiness: false });
  }
}
