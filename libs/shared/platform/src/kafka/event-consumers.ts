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
/** A broker that comes back refuses some; who is refused so often in a row is refused for good. */
const attemptsInARow = 5;

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
   * Returns at once; the service is ready when the consumer runs. One that can run no longer gives way to a new one. When that
   * fails time after time the service ends, to be started again, unless the reader is `alone`: gates go on without Kafka, and must
   * not end for want of it.
   */
  start<Event extends EventDefinition>(options: ConsumerOptions<Event>): Reading {
    const name = `consumer ${options.group}`;
    const ready = this.readiness.expect(name);
    let failures = 0;
    const begin = (): EventConsumer<Event> => {
      const end = (error: unknown) => void onEnd(consumer, error as Error);
      const consumer = new EventConsumer(this.connection, this.publisher, options, end);
      this.running.add(consumer);
      consumer.start().then(() => {
        // kafkajs resolves also after a crash at the join.
        if (!this.running.has(consumer)) return;
        failures = 0;
        ready();
      }, end);
      return consumer;
    };
    const onEnd = async (consumer: EventConsumer<Event>, error: Error) => {
      // A start that fails and a crash may be one.
      if (!this.running.delete(consumer)) return;
      failures += 1;
      if (!options.alone && failures === attemptsInARow) return endService(this.readiness, name, error);
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
