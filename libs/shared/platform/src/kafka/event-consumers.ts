import type { EventDefinition } from '@entry/contracts/define-event';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Readiness } from '../health/readiness';
import { atMost } from '../lifecycle/at-most';
import { EventConsumer, type ConsumerOptions } from './event-consumer';
import { EventPublisher } from './event-publisher';
import { KafkaConnection } from './kafka-connection';

/** Starts a service's consumers and stops them before anything that they need. */
@Injectable()
export class EventConsumers implements BeforeApplicationShutdown {
  private readonly logger = new Logger(EventConsumers.name);
  private readonly running: { stop(): Promise<void> }[] = [];

  constructor(
    private readonly connection: KafkaConnection,
    private readonly publisher: EventPublisher,
    private readonly readiness: Readiness,
  ) {}

  /** Returns at once; the service is ready when the consumer runs, and ends when it can run no longer. */
  start<Event extends EventDefinition>(options: ConsumerOptions<Event>): EventConsumer<Event> {
    const consumer = new EventConsumer(this.connection, this.publisher, options, (error) =>
      this.end(options.group, error),
    );
    const ready = this.readiness.expect(`consumer ${options.group}`);
    this.running.push(consumer);
    consumer.start().then(ready, (error: unknown) => this.end(options.group, error as Error));
    return consumer;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await atMost(2_000, Promise.all(this.running.map((consumer) => consumer.stop())));
  }

  private end(group: string, error: Error): void {
    this.logger.fatal(`consumer ${group} stopped for good: ${error.message}`);
    this.readiness.fail(`consumer ${group} stopped`);
    process.exitCode = 1;
    process.kill(process.pid, 'SIGTERM');
  }
}
