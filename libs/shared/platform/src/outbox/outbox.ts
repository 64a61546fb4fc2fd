import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { EventMessage } from '../kafka/event-message';

/** A change of state under way: what is announced becomes visible to others exactly when the change is. */
export interface Change {
  readonly manager: EntityManager;
  announce(messages: readonly EventMessage[]): Promise<void>;
}

/** State changes and their messages in one transaction. The messages leave in the order of their commit within a key. */
@Injectable()
export class Outbox {
  private readonly listeners = new Set<(topic: string) => void>();

  constructor(private readonly dataSource: DataSource) {}

  /** Runs the work in a transaction; nothing of it stays, and nothing is sent, when it throws. */
  async transaction<Result>(work: (change: Change) => Promise<Result>): Promise<Result> {
    const announced = new Set<string>();
    const result = await this.dataSource.transaction((manager) =>
      work({
        manager,
        announce: async (messages) => {
          for (const { topic } of messages) announced.add(topic);
          await insert(manager, messages);
        },
      }),
    );
    for (const topic of announced) for (const listener of this.listeners) listener(topic);
    return result;
  }

  /** Tells the relay at once that something was committed for a topic. */
  onCommit(listener: (topic: string) => void): void {
    this.listeners.add(listener);
  }
}

async function insert(manager: EntityManager, messages: readonly EventMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await manager.query(
    `INSERT INTO outbox (topic, partition, key, value, headers)
     SELECT topic, partition, key, value, headers::jsonb
     FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[])
       WITH ORDINALITY AS message (topic, partition, key, value, headers, place)
     ORDER BY place`,
    [
      messages.map(({ topic }) => topic),
      messages.map(({ partition }) => partition ?? null),
      messages.map(({ key }) => key),
      messages.map(({ value }) => value),
      messages.map(({ headers }) => JSON.stringify(headers)),
    ],
  );
}
