import type { EventDefinition } from '@entry/contracts/define-event';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { Readiness } from '../health/readiness';
import { atMost } from '../lifecycle/at-most';
import { endService } from '../lifecycle/end-service';
import { EventConsumer, type ConsumerOptions } from './event-consumer';
import { EventPublisher } from './event-publisher';
import { KafkaConnection } from './kafka-connection';

/** A topic that is being read. */
export interface Reading {
  /** Reads the partitions again from what `positions` says now. */
  reposition(partitions: readonly number[]): Promise<void>;
}

const pauseBeforeAnew = 1_000;

/** Starts a service's consumers and stops them before anything that they need. */
@Injectable()
export class EventConsumers implements BeforeApplicationShutdown {
  private readonly logger = new Logger(EventConsumers.name);
  private readonly running = new Set<{ stop(): Promise<void> }>();
  private stopped = false;

  constructor(
    private readonly connection: KafkaConnection,
    private readonly publisher: EventPublisher,
    private readonly readiness: Readiness,
  ) {}

  /**
   * Returns at once; the service is ready when the consumer runs. When it can run no longer the service ends, to be started again; a
   * reader that is `alone` gives way to a new one instead: gates go on without Kafka, and must not end for want of it.
   */
  start<Event extends EventDefinition>(options: ConsumerOptions<Event>): Reading {
    const name = `consumer ${options.group}`;
    const ready = this.readiness.expect(name);
    const begin = (): EventConsumer<Event> => {
      const end = (error: unknown) => void onEnd(consumer, error as Error);
      const consumer = new EventConsumer(this.connection, this.publisher, options, end);
      this.running.add(consumer);
      consumer.start().then(ready, end);
      return consumer;
    };
    const onEnd = async (consumer: EventConsumer<Event>, error: Error) => {
      // A start that fails and a crash may be one.
      if (!this.running.delete(consumer)) return;
      if (!options.alone) return endService(this.readiness, name, error);
      this.logger.error(`${name} crashed, begins anew: ${error.message}`);
      await atMost(pauseBeforeAnew, consumer.stop());
      await delay(pauseBeforeAnew);
      if (!this.stopped) current = begin();
    };
    let current = begin();
    return { reposition: (partitions) => current.reposition(partitions) };
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await atMost(2_000, Promise.all([...this.running].map((consumer) => consumer.stop())));
  }
}
