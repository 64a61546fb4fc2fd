import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { EntityManager } from 'typeorm';

const storeSql = `
  WITH stored AS (
    INSERT INTO access_event (
      event_id, scan_id, gateway_id, subject, device_id, checkpoint, agency, district, venue_kind,
      decision, reasons, policy_version, scanned_at, received_at, sequence, direction
    )
    SELECT
      event_id, scan_id, gateway_id, subject, device_id, checkpoint, agency, district, venue_kind,
      decision, string_to_array(reasons, ','), policy_version, scanned_at, received_at, sequence, direction
    FROM unnest(
      $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::text[],
      $10::text[], $11::text[], $12::text[], $13::timestamptz[], $14::timestamptz[], $15::bigint[], $16::text[]
    ) AS event (
      event_id, scan_id, gateway_id, subject, device_id, checkpoint, agency, district, venue_kind,
      decision, reasons, policy_version, scanned_at, received_at, sequence, direction
    )
    ON CONFLICT DO NOTHING
    RETURNING event_id, agency, district
  ), placed AS (
    INSERT INTO agency_district (agency, district)
    SELECT DISTINCT agency, district FROM stored ORDER BY agency, district
    ON CONFLICT DO NOTHING
  )
  SELECT event_id FROM stored`;

/**
 * Stores each event once, all in one statement, and gives the new ones in their order. An id that is there already, or
 * that comes twice in the list, stores nothing more: what came first stays.
 */
export async function storeAccessEvents<Event extends { readonly data: AccessEventV1 }>(
  manager: EntityManager,
  events: readonly Event[],
): Promise<Event[]> {
  const column = <Value>(value: (data: AccessEventV1) => Value) => events.map(({ data }) => value(data));
  const rows = await manager.query<{ event_id: string }[]>(storeSql, [
    column(({ eventId }) => eventId),
    column(({ scanId }) => scanId),
    column(({ gatewayId }) => gatewayId),
    column(({ subject }) => subject),
    column(({ deviceId }) => deviceId),
    column(({ checkpoint }) => checkpoint),
    column(({ agency }) => agency),
    column(({ district }) => district),
    column(({ venueKind }) => venueKind),
    column(({ decision }) => decision),
    // Reason codes hold no comma, and an array of arrays cannot be unnested.
    column(({ reasons }) => reasons.join(',')),
    column(({ policyVersion }) => policyVersion),
    column(({ scannedAt }) => new Date(scannedAt).toISOString()),
    column(({ receivedAt }) => new Date(receivedAt).toISOString()),
    column(({ sequence }) => sequence),
    column(({ direction }) => direction),
  ]);
  const stored = new Set(rows.map(({ event_id }) => event_id));
  return events.filter(({ data }) => stored.delete(data.eventId.toLowerCase()));
}
