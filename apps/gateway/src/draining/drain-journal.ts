import { NestFactory } from '@nestjs/core';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Journal, type JournalEntry } from '../journal/journal';
import type { Tally } from '../journal/domain/tally';
import { LevelJournalStore } from '../journal/level-journal-store';
import { TallyRelay } from '../journal/tally-relay';
import { DrainingModule } from './draining.module';

export interface DrainOptions {
  /** The data directory of the gateway that is gone. */
  readonly directory: string;
  readonly brokers: string[];
  readonly say: (line: string) => void;
}

const pollEvery = 100;
const sayEvery = 5_000;
/** In the order of minutes: behind all of them. */
const atTheEnd = '9999';

/**
 * Brings the scans of a gateway that does not come back to access-log. Each leaves the journal only when access-log has
 * said that it is in PostgreSQL, so that it may be cut short and run again at any time. Gives how many left; rejects when a
 * living gateway holds the journal, or there is none.
 */
export async function drainJournal({ directory, brokers, say }: DrainOptions): Promise<number> {
  if (!existsSync(join(directory, 'journal'))) {
    throw new Error(`There is no journal in ${directory}: the data directory (DATA_DIR) of a gateway is expected.`);
  }
  let drained = 0;
  for (let gatewayId; (gatewayId = await ownerOf(directory)) !== null;) {
    const owner = { DATA_DIR: directory, GATEWAY_ID: gatewayId, KAFKA_BROKERS: brokers };
    const app = await NestFactory.createApplicationContext(DrainingModule.forRoot(owner), {
      abortOnError: false,
      logger: ['fatal', 'error', 'warn'],
    });
    try {
      drained += await untilEmpty(app.get(Journal), gatewayId, say);
      while (await app.get(TallyRelay).relay(atTheEnd));
    } finally {
      await app.close();
    }
  }
  return drained;
}

/** Whose the oldest scan is, or the oldest count of scans; null: there is neither. */
async function ownerOf(directory: string): Promise<string | null> {
  const store = new LevelJournalStore({ DATA_DIR: directory });
  await store.open();
  try {
    const [oldest] = await store.values<JournalEntry>('entry', { limit: 1 });
    const [tally] = await store.values<Tally>('tally', { limit: 1 });
    return oldest?.event.gatewayId ?? tally?.gatewayId ?? null;
  } finally {
    await store.close();
  }
}

async function untilEmpty(journal: Journal, gatewayId: string, say: (line: string) => void): Promise<number> {
  const total = await journal.count();
  let saidAt = -Infinity;
  const waits = async () => (await journal.readAfter('', 1))[0]?.event.gatewayId === gatewayId;
  for (; await waits(); await delay(pollEvery)) {
    if (performance.now() - saidAt < sayEvery) continue;
    saidAt = performance.now();
    say(`${await journal.count()} scans of ${gatewayId} wait for access-log to store them`);
  }
  return total - (await journal.count());
}
