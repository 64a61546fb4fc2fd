import { withDatabase } from '@entry/client/stack/with-database';
import type { Stack } from '@entry/stack/stack/stack';
import { setTimeout as delay } from 'node:timers/promises';

const patience = 120_000;
const pause = 50;

/** Waits until access-log has as many scans since an instant; gives the milliseconds that it took, null when it took over two minutes. */
export function awaitDrained(
  stack: Pick<Stack, 'servers'>,
  { since, scans }: { since: Date; scans: number },
  signal: AbortSignal,
): Promise<number | null> {
  const startedAt = performance.now();
  return withDatabase(stack, 'access_log', async (client) => {
    for (;;) {
      const sql = 'SELECT count(*)::int AS stored FROM access_event WHERE received_at >= $1';
      const { rows } = await client.query<{ stored: number }>(sql, [since]);
      const elapsed = performance.now() - startedAt;
      if ((rows[0]?.stored ?? 0) >= scans) return elapsed;
      if (elapsed > patience) return null;
      await delay(pause, undefined, { signal });
    }
  });
}
