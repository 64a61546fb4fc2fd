import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { EntityManager } from 'typeorm';

const countSql = `
  WITH repeated AS (
    INSERT INTO repeated_scan (event_id, device_id, received_at)
    SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::timestamptz[]) AS event (event_id, device_id, received_at)
    WHERE NOT EXISTS (
      SELECT FROM access_event AS stored WHERE stored.received_at = event.received_at AND stored.event_id = event.event_id)
    ON CONFLICT DO NOTHING
    RETURNING device_id, received_at
  ), come AS (
    SELECT * FROM unnest($1::uuid[], $2::timestamptz[]) AS fresh (device_id, received_at) UNION ALL SELECT * FROM repeated
  )
  INSERT INTO counted_carried (minute, device_id, scans)
  SELECT date_trunc('minute', received_at), device_id, count(*) FROM come GROUP BY 1, 2`;

/**
 * Counts events that came, each once however often it comes, within the transaction that stores them. Of these the `fresh` are newly stored; what is
 * neither fresh nor stored before is a scan that another gateway took as well.
 */
export async function countCarried(
  manager: EntityManager,
  events: readonly AccessEventV1[],
  fresh: readonly AccessEventV1[],
): Promise<void> {
  const stored = new Set(fresh.map(({ eventId }) => eventId));
  const others = events.filter(({ eventId }) => !stored.has(eventId));
  await manager.query(countSql, [
    fresh.map(({ deviceId }) => deviceId),
    fresh.map(({ receivedAt }) => receivedAt),
    others.map(({ eventId }) => eventId),
    others.map(({ deviceId }) => deviceId),
    others.map(({ receivedAt }) => receivedAt),
  ]);
}
