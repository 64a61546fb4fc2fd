import type { EventDefinition } from '@entry/contracts/define-event';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Readiness } from '../health/readiness';
import { atMost } from '../lifecycle/at-most';
import { endService } from '../lifecycle/end-service';
import { EventConsumer, type ConsumerOptions } from './event-consumer';
import { EventPublisher } from './event-publisher';
import { KafkaConnection } from './kafka-connection';

/** Starts a service's consumers and stops them before anything that they need. */
@Injectable()
export class EventConsumers implements BeforeApplicationShutdown {
  private readonly running: { stop(): Promise<void> }[] = [];

  constructor(
    private readonly connection: KafkaConnection,
    private readonly publisher: EventPublisher,
    private readonly readiness: Readiness,
  ) {}

  /** Returns at once; the service is ready when the consumer runs, and ends when it can run no longer. */
  start<Event extends EventDefinition>(options: ConsumerOptions<Event>): EventConsumer<Event> {
    const name = `consumer ${options.group}`;
    const end = (error: unknown) => endService(this.readiness, name, error as Error);
    const consumer = new EventConsumer(this.connection, this.publisher, options, end);
    const ready = this.readiness.expect(name);
    this.running.push(consumer);
    consumer.start().then(ready, end);
    return consumer;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await atMost(2_000, Promise.all(this.running.map((consumer) => consumer.stop())));
  }
}
