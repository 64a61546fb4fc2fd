import { Module, type DynamicModule } from '@nestjs/common';
import { HealthModule } from '../health/health.module';
import { EventConsumers } from './event-consumers';
import { EventPublisher } from './event-publisher';
import { KafkaConnection } from './kafka-connection';
import { TopicSnapshots } from './topic-snapshots';

@Module({})
export class KafkaModule {
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
