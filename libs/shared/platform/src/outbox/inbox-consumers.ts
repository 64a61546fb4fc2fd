import type { EventDefinition } from '@entry/contracts/define-event';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PositionWentBack } from '../kafka/batch-handler';
import { EventConsumers } from '../kafka/event-consumers';
import type { Positions } from '../kafka/positions';
import type { ReceivedEvent } from '../kafka/received-event';
import { Outbox, type Change } from './outbox';

interface InboxOptions<Event extends EventDefinition> {
  /** Kafka's consumer group, and the name under which the position is kept. */
  readonly group: string;
  readonly events: readonly Event[];
  readonly yields?: boolean;
  /** Bytes of a partition that are handled at once at most, where there are so many. */
  readonly fetchedAtOnce?: number;
  /** The effect of some events, within the transaction that also moves the position: it happens once, or not at all. */
  readonly apply: (events: readonly ReceivedEvent<Event>[], change: Change) => Promise<void>;
}

/** Consumers whose effect and position read are one transaction: a message that comes twice does nothing twice. */
@Injectable()
export class InboxConsumers {
  constructor(
    private readonly consumers: EventConsumers,
    private readonly outbox: Outbox,
    private readonly dataSource: DataSource,
  ) {}

  start<Event extends EventDefinition>(options: InboxOptions<Event>): void {
    const { group, events, yields = false, fetchedAtOnce, apply } = options;
    this.consumers.start({
      group,
      events,
      yields,
      ...(fetchedAtOnce && { fetchedAtOnce }),
      positions: this.positions(group),
      handle: ({ topic, partition, events: received, handledUpTo, nextOffset }) =>
        this.outbox.transaction(async (change) => {
          const position = await lockPosition(change.manager, group, topic, partition);
          // A database may go back: a replica that takes over lacks what was committed last.
          if (position < (handledUpTo ?? 0n)) throw new PositionWentBack();
          const unread = received.filter(({ offset }) => offset >= position);
          if (unread.length > 0) await apply(unread, change);
          await change.manager.query(
            `UPDATE consumer_position SET next_offset = greatest(next_offset, $4) WHERE consumer = $1 AND topic = $2 AND partition = $3`,
            [group, topic, partition, String(nextOffset)],
          );
        }),
    });
  }

  private positions(group: string): Positions {
    return {
      read: async (topic, partitions) => {
        const rows = await this.dataSource.query<{ partition: number; next_offset: string }[]>(
          `SELECT partition, next_offset FROM consumer_position WHERE consumer = $1 AND topic = $2 AND partition = ANY($3::int[])`,
          [group, topic, partitions],
        );
        return new Map(rows.map(({ partition, next_offset }) => [partition, BigInt(next_offset)]));
      },
      reset: async (topic, partition, offset) => {
        await this.dataSource.query(
          `UPDATE consumer_position SET next_offset = $4 WHERE consumer = $1 AND topic = $2 AND partition = $3`,
          [group, topic, partition, String(offset)],
        );
      },
    };
  }
}

async function lockPosition(manager: EntityManager, group: string, topic: string, partition: number): Promise<bigint> {
  const key = [group, topic, partition];
  await manager.query(
    `INSERT INTO consumer_position (consumer, topic, partition, next_offset) VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING`,
    key,
  );
  const [row] = await manager.query<{ next_offset: string }[]>(
    `SELECT next_offset FROM consumer_position WHERE consumer = $1 AND topic = $2 AND partition = $3 FOR UPDATE`,
    key,
  );
  return BigInt(row?.next_offset ?? 0);
}
