import type { AccessEventV1 } from '@entry/contracts/events/access-event.v1';
import type { EntityManager } from 'typeorm';

/**
 * In the order of the key, so that two statements at once never wait for each other. Two gateways that took the same scan tell the same
 * `scanned_at`, or their own within minutes: around midnight it may stand under either day.
 */
const storeSql = `
  WITH event AS (
    SELECT *
    FROM unnest(
      $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::text[],
      $10::text[], $11::text[], $12::text[], $13::timestamptz[], $14::timestamptz[], $15::bigint[], $16::text[]
    ) WITH ORDINALITY AS event (
      event_id, scan_id, gateway_id, subject, device_id, checkpoint, agency, district, venue_kind,
      decision, reasons, policy_version, scanned_at, received_at, sequence, direction, place
    )
  ), first AS (
    SELECT DISTINCT ON (device_id, scan_id, subject) *, scanned_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS local
    FROM event ORDER BY device_id, scan_id, subject, place
  ), recorded AS (
    INSERT INTO recorded_scan (scanned_on, device_id, scan_id, subject)
    SELECT local::date, device_id, scan_id, subject FROM first
    WHERE NOT EXISTS (
      SELECT FROM recorded_scan AS before
      WHERE before.scanned_on IN ((first.local - interval '1 hour')::date, (first.local + interval '1 hour')::date)
        AND before.device_id = first.device_id AND before.scan_id = first.scan_id AND before.subject = first.subject
      OFFSET 0)
    ORDER BY device_id, scan_id, subject
    ON CONFLICT DO NOTHING
    RETURNING device_id, scan_id, subject
  ), stored AS (
    INSERT INTO access_event (
      event_id, scan_id, gateway_id, subject, device_id, checkpoint, agency, district, venue_kind,
      decision, reasons, policy_version, scanned_at, received_at, sequence, direction
    )
    SELECT
      event_id, scan_id, gateway_id, subject, device_id, checkpoint, agency, district, venue_kind,
      decision, string_to_array(reasons, ','), policy_version, scanned_at, received_at, sequence, direction
    FROM first JOIN recorded USING (device_id, scan_id, subject)
    ORDER BY place
    ON CONFLICT DO NOTHING
    RETURNING event_id, agency, district
  ), placed AS (
    INSERT INTO agency_district (agency, district)
    SELECT DISTINCT agency, district FROM stored ORDER BY agency, district
    ON CONFLICT DO NOTHING
  )
  SELECT event_id FROM stored`;

/**
 * Stores each scan once, all in one statement, and gives the new ones in their order. A scan of the same device, scan id and
 * person that is there already, or that comes twice in the list, stores nothing more, whatever its event id and its times:
 * what came first stays. Another person under the same scan id is another scan.
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
