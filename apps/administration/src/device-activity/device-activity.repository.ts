import type { DeviceReportV1 } from '@entry/contracts/events/device-report.v1';
import type { ScanTally } from '@entry/contracts/events/scans-recorded.v1';
import { localDate } from '@entry/platform/time/local-date';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

type Tally = z.output<typeof ScanTally>;
type Heartbeat = Extract<DeviceReportV1, { kind: 'heartbeat' }>;
type Enumeration = Extract<DeviceReportV1, { kind: 'enumeration' }>;

/** A tally that comes again later than this after its minute would count twice: gateways tell of a minute within seconds. */
const rememberedFor = `interval '1 hour'`;

/** What is known of each device by what gateways tell. Nothing of it goes back: an older message changes nothing. */
@Injectable()
export class DeviceActivityRepository {
  async putHeartbeats(manager: EntityManager, heartbeats: readonly Heartbeat[]): Promise<void> {
    for (const { deviceId, at, softwareVersion, queueLength, clockSkewMilliseconds } of heartbeats) {
      await manager.query(
        `INSERT INTO device_activity (device_id, last_seen_at, reported_at, software_version, queue_length, clock_skew_milliseconds)
         VALUES ($1, $2, $2, $3, $4, $5)
         ON CONFLICT (device_id) DO UPDATE SET last_seen_at = greatest(device_activity.last_seen_at, excluded.last_seen_at),
           reported_at = excluded.reported_at, software_version = excluded.software_version,
           queue_length = excluded.queue_length, clock_skew_milliseconds = excluded.clock_skew_milliseconds
         WHERE device_activity.reported_at IS NULL OR device_activity.reported_at < excluded.reported_at`,
        [deviceId, at, softwareVersion, queueLength, clockSkewMilliseconds],
      );
    }
  }

  async putSuspicions(manager: EntityManager, suspicions: readonly Enumeration[]): Promise<void> {
    for (const { deviceId, at, unknownNumbers } of suspicions) {
      await manager.query(
        `INSERT INTO device_activity (device_id, last_seen_at, suspected_at, unknown_numbers) VALUES ($1, $2, $2, $3)
         ON CONFLICT (device_id) DO UPDATE SET suspected_at = greatest(device_activity.suspected_at, excluded.suspected_at),
           unknown_numbers = excluded.unknown_numbers`,
        [deviceId, at, unknownNumbers],
      );
    }
  }

  /** Counts the scans of a local day, each part as far as it was not counted before. */
  async countScans(manager: EntityManager, tallies: readonly Tally[]): Promise<void> {
    const byPart = new Map<string, Tally>();
    for (const tally of tallies) {
      if ((byPart.get(tally.part)?.scans ?? 0) < tally.scans) byPart.set(tally.part, tally);
    }
    const parts = [...byPart.values()];
    const column = (of: (tally: Tally) => string | number) => parts.map(of);
    await manager.query(
      `WITH told AS (
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::date[], $5::int[]) AS t (part, device, minute, day, scans)
       ), more AS (
         SELECT device, day, max(told.minute) AS minute, sum(greatest(told.scans - coalesce(counted.scans, 0), 0)) AS scans
         FROM told LEFT JOIN counted_scan_part AS counted USING (part) GROUP BY device, day
       ), counted AS (
         INSERT INTO counted_scan_part (part, minute, scans) SELECT part, minute, scans FROM told
         ON CONFLICT (part) DO UPDATE SET scans = greatest(counted_scan_part.scans, excluded.scans)
       ), latest AS (
         SELECT DISTINCT ON (device) * FROM more ORDER BY device, day DESC
       )
       INSERT INTO device_activity (device_id, last_seen_at, scans_on, scans) SELECT device, minute, day, scans FROM latest
       ON CONFLICT (device_id) DO UPDATE SET
         last_seen_at = greatest(device_activity.last_seen_at, excluded.last_seen_at),
         scans_on = greatest(device_activity.scans_on, excluded.scans_on),
         scans = CASE WHEN device_activity.scans_on = excluded.scans_on THEN device_activity.scans + excluded.scans
           WHEN device_activity.scans_on > excluded.scans_on THEN device_activity.scans ELSE excluded.scans END`,
      [
        column(({ part }) => part),
        column(({ deviceId }) => deviceId),
        column(({ minute }) => minute),
        column(({ minute }) => localDate(new Date(minute))),
        column(({ scans }) => scans),
      ],
    );
    await manager.query(`DELETE FROM counted_scan_part WHERE minute < now() - ${rememberedFor}`);
  }
}
