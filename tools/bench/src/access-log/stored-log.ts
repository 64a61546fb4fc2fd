import { withDatabase } from '@entry/client/stack/with-database';
import type { Stack } from '@entry/stack/stack/stack';

export interface LogSize {
  readonly rows: number;
  /** Bytes on the disk of the scans with their indexes, and of what tells which scans are stored. */
  readonly events: number;
  readonly recorded: number;
}

const sizeSql = (table: string) =>
  `(SELECT sum(pg_total_relation_size(inhrelid))::float8 FROM pg_inherits WHERE inhparent = '${table}'::regclass)`;

export function sizeOf(stack: Pick<Stack, 'servers'>): Promise<LogSize> {
  return withDatabase(stack, 'access_log', async (client) => {
    const { rows } = await client.query<LogSize>(
      `SELECT count(*)::float8 AS rows, ${sizeSql('access_event')} AS events, ${sizeSql('recorded_scan')} AS recorded FROM access_event`,
    );
    return rows[0]!;
  });
}

const page = (conditions: string) =>
  `SELECT * FROM access_event WHERE ${conditions} ORDER BY received_at DESC, event_id DESC LIMIT 101`;

/** How PostgreSQL finds a page of some checkpoint and decision, and a page of all, three days ago. */
export function plansOf(stack: Pick<Stack, 'servers'>): Promise<string> {
  return withDatabase(stack, 'access_log', async (client) => {
    const { rows: places } = await client.query<{ checkpoint: string }>('SELECT checkpoint FROM scans_of_hour LIMIT 1');
    const until = `received_at < now() - interval '3 days'`;
    const pages = [
      page(until),
      page(`${until} AND checkpoint = '${places[0]?.checkpoint ?? ''}' AND decision = 'deny'`),
    ];
    const plans: string[] = [];
    for (const sql of pages) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${sql}`);
      const lines = rows.map((row) => row['QUERY PLAN']).filter((line) => !line.includes('never executed'));
      plans.push([sql, '', ...lines].join('\n'));
    }
    return plans.join('\n\n');
  });
}
