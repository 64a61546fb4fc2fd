import type { EventDefinition } from '@entry/contracts/define-event';
import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { Readiness } from '../health/readiness';
import { EventConsumers } from './event-consumers';
import { KafkaConnection } from './kafka-connection';
import { fromTheBeginning } from './positions';

export interface TopicSnapshot {
  /** False while a newer version of what was seen may still come of what the topic held at the start. */
  isLoaded(): boolean;
}

/** Reads whole compacted topics into memory, and goes on reading. Each process has all of it. */
@Injectable()
export class TopicSnapshots {
  constructor(
    private readonly connection: KafkaConnection,
    private readonly consumers: EventConsumers,
    private readonly readiness: Readiness,
  ) {}

  /** Calls `onChange` with each message in turn. The service is unready until all that the topic held at the start has come. */
  start<Event extends EventDefinition>(
    reader: string,
    event: Event,
    onChange: (data: z.output<Event['data']>) => void,
  ): TopicSnapshot {
    const ready = this.readiness.expect(event.topic);
    let isLoaded = false;
    const loaded = () => {
      isLoaded = true;
      ready();
    };
    const missing = this.endsOf(event.topic).then((ends) => {
      if (ends.size === 0) loaded();
      return ends;
    });
    this.consumers.start({
      group: `${reader}-${event.topic}`,
      alone: true,
      events: [event],
      positions: fromTheBeginning,
      handle: async ({ partition, events, nextOffset }) => {
        for (const { data } of events) onChange(data);
        const ends = await missing;
        if (nextOffset >= (ends.get(partition) ?? 0n)) ends.delete(partition);
        if (ends.size === 0) loaded();
      },
    });
    return { isLoaded: () => isLoaded };
  }

  /** The end of each partition that holds anything now. */
  private async endsOf(topic: string): Promise<Map<number, bigint>> {
    for (;;) {
      await this.connection.ready();
      try {
        const offsets = await this.connection.withAdmin((admin) => admin.fetchTopicOffsets(topic));
        const filled = offsets.filter(({ low, high }) => low !== high);
        return new Map(filled.map(({ partition, high }) => [partition, BigInt(high)]));
      } catch {
        await delay(500);
      }
    }
  }
}
