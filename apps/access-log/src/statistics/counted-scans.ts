import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { EntityManager } from 'typeorm';
import { hourOf } from './domain/window';

interface Count {
  readonly event: AccessEventV1;
  readonly reason: string | null;
  scans: number;
}

const countSql = `
  INSERT INTO counted_scans (hour, district, agency, checkpoint, venue_kind, decision, reason, scans)
  SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::int[])`;

/**
 * Counts newly stored scans, within the transaction that stores them. The counts are only added, and wait for `Sums` to take them: no two
 * transactions ever wait for each other's.
 */
export async function countScansByPlace(manager: EntityManager, events: readonly AccessEventV1[]): Promise<void> {
  const counts = [...count(events, () => [null]), ...count(events, ({ reasons }) => [...new Set(reasons)])];
  if (counts.length === 0) return;
  const column = (value: (event: AccessEventV1) => string) => counts.map(({ event }) => value(event));
  await manager.query(countSql, [
    column(({ receivedAt }) => hourOf(receivedAt)),
    column(({ district }) => district),
    column(({ agency }) => agency),
    column(({ checkpoint }) => checkpoint),
    column(({ venueKind }) => venueKind),
    column(({ decision }) => decision),
    counts.map(({ reason }) => reason),
    counts.map(({ scans }) => scans),
  ]);
}

function count(events: readonly AccessEventV1[], reasonsOf: (event: AccessEventV1) => (string | null)[]): Count[] {
  const counts = new Map<string, Count>();
  for (const event of events) {
    const { receivedAt, district, agency, checkpoint, venueKind, decision } = event;
    for (const reason of reasonsOf(event)) {
      const place = [hourOf(receivedAt), district, agency, checkpoint, venueKind, decision, reason].join('\n');
      const before = counts.get(place);
      if (before) before.scans += 1;
      else counts.set(place, { event, reason, scans: 1 });
    }
  }
  return [...counts.values()];
}
