import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { beginOf, dayAfter, type LocalDay } from './domain/local-day';

interface SplitTable {
  readonly name: 'access_event' | 'recorded_scan';
  readonly column: string;
  /** What tells how long something that lies in no day has been there. */
  readonly keptBy: string;
  /** Where a day begins, as the column's type is written. */
  readonly boundOf: (day: LocalDay) => string;
}

const events: SplitTable = {
  name: 'access_event',
  column: 'received_at',
  keptBy: 'received_at',
  boundOf: (day) => beginOf(day).toISOString(),
};
/** In the order in which whoever stores takes them: the other way round each would wait for the other. */
const tables: readonly SplitTable[] = [
  { name: 'recorded_scan', column: 'scanned_on', keptBy: 'recorded_on', boundOf: (day) => day },
  events,
];

const nameOf = ({ name }: SplitTable, day: LocalDay) => `${name}_${day.replaceAll('-', '')}`;

/** The tables that hold a day of Hanoi each. Days come from this program alone: they are written into statements as they are. */
@Injectable()
export class DayPartitions {
  /** The days that there are, oldest first. */
  async list(manager: EntityManager): Promise<LocalDay[]> {
    const rows = await manager.query<{ day: string }[]>(
      `SELECT substring(relname from '_(\\d{8})$') AS day FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
       WHERE inhparent = 'access_event'::regclass AND relname ~ '_\\d{8}$' ORDER BY 1`,
    );
    return rows.map(({ day }) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`);
  }

  /** What came for these days while there was no room moves into them. */
  async add(manager: EntityManager, days: readonly LocalDay[]): Promise<void> {
    if (days.length === 0) return;
    await manager.query(`LOCK TABLE ${tables.map(({ name }) => `${name}_rest`).join(', ')} IN ACCESS EXCLUSIVE MODE`);
    for (const table of tables) for (const day of days) await addTo(manager, table, day);
  }

  /** Gives how many scans went with it. */
  async drop(manager: EntityManager, day: LocalDay): Promise<number> {
    await manager.query(`LOCK TABLE ${tables.map(({ name }) => name).join(', ')} IN ACCESS EXCLUSIVE MODE`);
    const [row] = await manager.query<{ scans: number }[]>(`SELECT count(*)::int AS scans FROM ${nameOf(events, day)}`);
    await manager.query(`DROP TABLE ${tables.map((table) => nameOf(table, day)).join(', ')}`);
    return row?.scans ?? 0;
  }

  /** What is older than a day and lies in no day of its own; gives how many scans that were. */
  async clearRest(manager: EntityManager, before: LocalDay): Promise<number> {
    let scans = 0;
    for (const { name, keptBy, boundOf } of tables) {
      const [row] = await manager.query<{ gone: number }[]>(
        `WITH gone AS (DELETE FROM ${name}_rest WHERE ${keptBy} < $1 RETURNING 1) SELECT count(*)::int AS gone FROM gone`,
        [boundOf(before)],
      );
      if (name === events.name) scans = row?.gone ?? 0;
    }
    return scans;
  }
}

async function addTo(manager: EntityManager, table: SplitTable, day: LocalDay): Promise<void> {
  const { name, column, boundOf } = table;
  const partition = nameOf(table, day);
  const [from, to] = [boundOf(day), boundOf(dayAfter(day))];
  await manager.query(`
    CREATE TABLE ${partition} (LIKE ${name} INCLUDING ALL);
    WITH moved AS (DELETE FROM ${name}_rest WHERE ${column} >= '${from}' AND ${column} < '${to}' RETURNING *)
      INSERT INTO ${partition} SELECT * FROM moved;
    ALTER TABLE ${name} ATTACH PARTITION ${partition} FOR VALUES FROM ('${from}') TO ('${to}');
  `);
}
