import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { EventMessage } from '../kafka/event-message';
import { EventPublisher } from '../kafka/event-publisher';
import { Outbox } from './outbox';
import { WakeableLoop } from '../lifecycle/wakeable-loop';

/** One row more than this is never begun. */
const messagesAtOnce = 2_000;
const rowsAtOnce = 1_000;

interface OutboxRow {
  id: string;
  messages: string;
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
        `SELECT id, messages FROM (
           SELECT id, messages, sum(count) OVER (ORDER BY id) - count AS before
           FROM outbox WHERE topic = $1 ORDER BY id LIMIT ${rowsAtOnce}) AS oldest
         WHERE before < ${messagesAtOnce} ORDER BY id`,
        [topic],
      );
      if (rows.length === 0) return false;
      await this.publisher.publish(rows.flatMap(({ messages }) => toMessages(topic, messages)));
      await manager.query(`DELETE FROM outbox WHERE id = ANY($1::bigint[])`, [rows.map(({ id }) => id)]);
      return true;
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

function toMessages(topic: string, messages: string): EventMessage[] {
  const announced = JSON.parse(messages) as Omit<EventMessage, 'topic'>[];
  return announced.map((message) => ({ ...message, topic }));
}
