import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { EventMessage } from '../kafka/event-message';
import { EventPublisher } from '../kafka/event-publisher';
import { Outbox } from './outbox';
import { WakeableLoop } from '../lifecycle/wakeable-loop';

const batchSize = 2_000;

interface OutboxRow {
  id: string;
  topic: string;
  partition: number | null;
  key: string;
  value: string;
  headers: Record<string, string>;
}

/** The topics that a service owns and relays. */
export class OwnedTopics {
  constructor(readonly topics: readonly string[]) {}
}

/**
 * Brings committed messages to Kafka, each topic by itself and in order, at least once: a message leaves the outbox
 * only when Kafka has it. Of several instances one relays at a time.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxRelay.name);
  private loops = new Map<string, WakeableLoop>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly publisher: EventPublisher,
    private readonly outbox: Outbox,
    private readonly owned: OwnedTopics,
  ) {}

  onApplicationBootstrap(): void {
    const loop = (topic: string) => new WakeableLoop(() => this.relay(topic), `relay of ${topic}`, this.logger);
    this.loops = new Map(this.owned.topics.map((topic) => [topic, loop(topic)]));
    this.outbox.onCommit((topic) => this.loops.get(topic)?.wake());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.loops.values()].map((loop) => loop.stop()));
  }

  /** True when there may be more. */
  private relay(topic: string): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      if (!(await becomeOnlyRelay(manager, topic))) return false;
      const rows = await manager.query<OutboxRow[]>(
        `SELECT id, topic, partition, key, value, headers FROM outbox WHERE topic = $1 ORDER BY id LIMIT ${batchSize}`,
        [topic],
      );
      if (rows.length === 0) return false;
      await this.publisher.publish(rows.map(toMessage));
      await manager.query(`DELETE FROM outbox WHERE id = ANY($1::bigint[])`, [rows.map(({ id }) => id)]);
      return rows.length === batchSize;
    });
  }
}

async function becomeOnlyRelay(manager: EntityManager, topic: string): Promise<boolean> {
  const [row] = await manager.query<{ locked: boolean }[]>(
    `SELECT pg_try_advisory_xact_lock(hashtext('outbox'), hashtext($1)) AS locked`,
    [topic],
  );
  return row?.locked === true;
}

function toMessage({ topic, partition, key, value, headers }: OutboxRow): EventMessage {
  return { topic, key, value, headers, ...(partition === null ? {} : { partition }) };
}
