import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { EntityManager } from 'typeorm';
import { hourOf } from './domain/window';

interface Count {
  readonly event: AccessEventV1;
  readonly reason: string | null;
  scans: number;
}

const columns = ['hour', 'district', 'agency', 'checkpoint', 'venue_kind', 'decision', 'scans'] as const;
const cells = `$1::timestamptz[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::bigint[]`;
const key = 'hour, checkpoint, decision, agency, district, venue_kind';

/**
 * Adds newly stored scans to the sums of their hours, within the transaction that stores them: a sum always is what counting would
 * give. Transactions take the sums in one order.
 */
export async function countHourly(manager: EntityManager, events: readonly AccessEventV1[]): Promise<void> {
  const scans = count(events, () => [null]);
  const reasons = count(events, ({ reasons }) => [...new Set(reasons)]);
  if (scans.length > 0) await add(manager, scans);
  if (reasons.length > 0) await addReasons(manager, reasons);
}

function count(events: readonly AccessEventV1[], reasonsOf: (event: AccessEventV1) => (string | null)[]): Count[] {
  const counts = new Map<string, Count>();
  for (const event of events) {
    const { receivedAt, district, agency, checkpoint, venueKind, decision } = event;
    for (const reason of reasonsOf(event)) {
      const place = [hourOf(receivedAt), district, agency, checkpoint, venueKind, decision, reason]
        .join('\n')
        .toLowerCase();
      const before = counts.get(place);
      if (before) before.scans += 1;
      else counts.set(place, { event, reason, scans: 1 });
    }
  }
  return [...counts.values()];
}

async function add(manager: EntityManager, counts: readonly Count[]): Promise<void> {
  await manager.query(
    `INSERT INTO scans_of_hour AS held (${columns.join(', ')})
     SELECT * FROM unnest(${cells}) AS come (${columns.join(', ')}) ORDER BY ${key}
     ON CONFLICT (${key}) DO UPDATE SET scans = held.scans + excluded.scans`,
    toColumns(counts),
  );
}

async function addReasons(manager: EntityManager, counts: readonly Count[]): Promise<void> {
  await manager.query(
    `INSERT INTO reasons_of_hour AS held (${columns.join(', ')}, reason)
     SELECT * FROM unnest(${cells}, $8::text[]) AS come (${columns.join(', ')}, reason) ORDER BY ${key}, reason
     ON CONFLICT (${key}, reason) DO UPDATE SET scans = held.scans + excluded.scans`,
    [...toColumns(counts), counts.map(({ reason }) => reason)],
  );
}

function toColumns(counts: readonly Count[]): unknown[][] {
  const column = (value: (event: AccessEventV1) => string) => counts.map(({ event }) => value(event));
  return [
    column(({ receivedAt }) => hourOf(receivedAt)),
    column(({ district }) => district),
    column(({ agency }) => agency),
    column(({ checkpoint }) => checkpoint),
    column(({ venueKind }) => venueKind),
    column(({ decision }) => decision),
    counts.map(({ scans }) => scans),
  ];
}
