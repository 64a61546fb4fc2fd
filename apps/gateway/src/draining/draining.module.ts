import { KafkaModule } from '@entry/platform/kafka/kafka.module';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CONFIG, type GatewayConfig } from '../config';
import { JournalModule } from '../journal/journal.module';

/** What a gateway's journal needs of it. */
export type JournalOwner = Pick<GatewayConfig, 'DATA_DIR' | 'GATEWAY_ID' | 'KAFKA_BROKERS'>;

/** Of a gateway the journal alone: its relay, and its ear for what access-log has stored. */
@Global()
@Module({})
export class DrainingModule {
  static forRoot(owner: JournalOwner): DynamicModule {
    return {
      module: DrainingModule,
      imports: [
        KafkaModule.forRoot({ brokers: owner.KAFKA_BROKERS, clientId: `drain-${owner.GATEWAY_ID}` }),
        JournalModule,
      ],
      providers: [{ provide: CONFIG, useValue: owner }],
      exports: [CONFIG],
    };
  }
}
