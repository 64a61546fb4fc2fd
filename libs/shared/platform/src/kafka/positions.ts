import { Logger } from '@nestjs/common';
import type { Consumer } from 'kafkajs';
import type { KafkaConnection } from './kafka-connection';

/** Where a reader stands: the next offset of each partition, kept where its effects are. */
export interface Positions {
  /** A partition that was never read is not in the answer, and is read from its beginning. */
  read(topic: string, partitions: readonly number[]): Promise<Map<number, bigint>>;
  /** Forgets a position that the topic no longer holds. */
  reset(topic: string, partition: number, offset: bigint): Promise<void>;
}

/** A reader that keeps nothing between starts, and reads everything again. */
export const fromTheBeginning: Positions = {
  read: () => Promise.resolve(new Map()),
  reset: () => Promise.resolve(),
};

const logger = new Logger('Positions');

/** A new leader may know of less for a moment: a topic was wiped only when it stays that short. */
const wipedAfter = 15_000;
const shortSince = new Map<string, number>();

function patienceIsOver(partition: string): boolean {
  const since = shortSince.get(partition) ?? Date.now();
  shortSince.set(partition, since);
  if (Date.now() - since < wipedAfter) return false;
  shortSince.delete(partition);
  return true;
}

/** Points the consumer at its positions. A position outside of what the topic holds (wiped, or aged out) falls back to the oldest message. */
export async function seekToPositions(
  connection: KafkaConnection,
  consumer: Consumer,
  topic: string,
  partitions: readonly number[],
  positions: Positions,
): Promise<void> {
  if (partitions.length === 0) return;
  const stored = await positions.read(topic, partitions);
  const held = await connection.withAdmin((admin) => admin.fetchTopicOffsets(topic));
  for (const { partition, low, high } of held) {
    if (!partitions.includes(partition)) continue;
    const position = stored.get(partition) ?? BigInt(low);
    const inside = position >= BigInt(low) && position <= BigInt(high);
    if (position <= BigInt(high)) shortSince.delete(`${topic}/${partition}`);
    else if (!patienceIsOver(`${topic}/${partition}`)) {
      throw new Error(`${topic}/${partition} ends at ${high}, before the position ${position}`);
    }
    if (!inside) {
      logger.warn(`${topic}/${partition}: position ${position} is outside of ${low} to ${high}, reads from ${low}`);
      await positions.reset(topic, partition, BigInt(low));
    }
    consumer.seek({ topic, partition, offset: inside ? String(position) : low });
  }
}
