import type { Stack } from '@entry/stack/stack/stack';
import { insist } from '../insist';
import { setTimeout as delay } from 'node:timers/promises';
import { withDatabase } from './with-database';

const settling = 1_000;

export interface StoredScans {
  readonly missing: number;
  readonly twice: number;
}

/** How many of the answered scans of these devices, or of all with null, access-log lacks or has more than once, when it has had time to store them and nothing more comes. */
export async function checkStored(
  stack: Pick<Stack, 'servers'>,
  answered: readonly string[],
  devices: readonly string[] | null,
  signal?: AbortSignal,
): Promise<StoredScans> {
  const stored = await settledScans(stack, answered, devices, signal);
  return {
    missing: answered.filter((scan) => !stored.has(scan)).length,
    twice: [...stored.values()].filter((times) => times > 1).length,
  };
}

/**
 * How often access-log has each scan of these devices, or of all with null, when it has had time to store those that were answered and
 * nothing more comes.
 */
export async function settledScans(
  stack: Pick<Stack, 'servers'>,
  answered: readonly string[],
  devices: readonly string[] | null,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const found = () =>
    withDatabase(stack, 'access_log', async (client) => {
      const { rows } = await client.query<{ scan: string; times: number }>(
        `SELECT scan_id::text AS scan, count(*)::int AS times FROM access_event
         WHERE $1::uuid[] IS NULL OR device_id = ANY($1) GROUP BY 1`,
        [devices],
      );
      return new Map(rows.map(({ scan, times }) => [scan, times]));
    });
  const isComplete = (stored: Map<string, number>) => answered.every((scan) => stored.has(scan));
  const total = (stored: Map<string, number>) => [...stored.values()].reduce((sum, times) => sum + times, 0);
  let before = -1;
  const complete = async () => {
    const now = await found();
    const isStill = total(now) === before;
    before = total(now);
    if (isComplete(now) && isStill) return now;
    // A scan that was sent twice may come behind the others: a gateway's relay takes less than a second.
    await delay(settling, undefined, { ...(signal && { signal }) });
    return null;
  };
  return insist('every scan stored', complete, signal).catch(() => {
    signal?.throwIfAborted();
    return found();
  });
}
