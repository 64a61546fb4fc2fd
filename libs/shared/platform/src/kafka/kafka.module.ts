import { Module, type DynamicModule } from '@nestjs/common';
import { HealthModule } from '../health/health.module';
import { Indicators } from '../health/indicators';
import { EventConsumers } from './event-consumers';
import { EventPublisher } from './event-publisher';
import { KafkaConnection } from './kafka-connection';
import { TopicSnapshots } from './topic-snapshots';

@Module({})
export class KafkaModule {
  constructor(indicators: Indicators, connection: KafkaConnection) {
    const answer = async () => ({ isUp: true, details: { brokers: await connection.countBrokers() } });
    // What is sent waits in an outbox or a journal meanwhile.
    indicators.add('kafka', answer, { gatesReadiness: false });
  }

  static forRoot({ brokers, clientId }: { brokers: string[]; clientId: string }): DynamicModule {
    return {
      module: KafkaModule,
      global: true,
      imports: [HealthModule],
      providers: [
        { provide: KafkaConnection, useFactory: () => new KafkaConnection(brokers, clientId) },
        EventPublisher,
        EventConsumers,
        TopicSnapshots,
      ],
      exports: [KafkaConnection, EventPublisher, EventConsumers, TopicSnapshots],
    };
  }
}
