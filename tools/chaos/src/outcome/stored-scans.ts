import type { Stack } from '@entry/stack/stack/stack';
import { insist } from '../workload/insist';
import { withDatabase } from './tables';

export interface StoredScans {
  readonly missing: number;
  readonly twice: number;
}

/** How many of the answered scans access-log lacks or has more than once, when it has had time to store them. */
export async function checkStored(stack: Stack, answered: readonly string[]): Promise<StoredScans> {
  const found = () =>
    withDatabase(stack, 'access_log', async (client) => {
      const sql = 'SELECT scan_id::text AS scan, count(*)::int AS times FROM access_event GROUP BY 1';
      const { rows } = await client.query<{ scan: string; times: number }>(sql);
      return new Map(rows.map(({ scan, times }) => [scan, times]));
    });
  const isComplete = (stored: Map<string, number>) => answered.every((scan) => stored.has(scan));
  const stored = await insist('every scan stored', async () => {
    const now = await found();
    return isComplete(now) ? now : null;
  }).catch(found);
  return {
    missing: answered.filter((scan) => !stored.has(scan)).length,
    twice: [...stored.values()].filter((times) => times > 1).length,
  };
}
