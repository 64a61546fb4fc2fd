import type { EventDefinition } from '@entry/contracts/define-event';
import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { Readiness } from '../health/readiness';
import { EventConsumers } from './event-consumers';
import { KafkaConnection } from './kafka-connection';
import { fromTheBeginning } from './positions';

interface SnapshotReader<Data> {
  /** Called with each message in turn. */
  put(data: Data): void;
  /** Called with the key of a message that was set aside: what is held under it may be out of date. */
  distrust(key: string): void;
}

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

  /** The service is unready until all that the topic held at the start has come. */
  start<Event extends EventDefinition>(
    group: string,
    event: Event,
    reader: SnapshotReader<z.output<Event['data']>>,
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
      group: `${group}-${event.topic}`,
      alone: true,
      events: [event],
      positions: fromTheBeginning,
      handle: async ({ partition, events, setAside, nextOffset }) => {
        const puts = events.map(({ offset, data }) => ({ offset, take: () => reader.put(data) }));
        const doubts = setAside.map(({ offset, key }) => ({ offset, take: () => reader.distrust(key) }));
        [...puts, ...doubts].sort((one, other) => Number(one.offset - other.offset)).forEach(({ take }) => take());
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
