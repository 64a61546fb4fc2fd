import { localDate } from '@entry/platform/time/local-date';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Scope } from '../access/scope';
import type { FunnelQuery, FunnelRow } from './device-funnel.schemas';

const groups = {
  district: { columns: `district, NULL::uuid AS agency, NULL::text AS name`, by: 'district' },
  agency: { columns: `district, agency, name`, by: 'district, agency, name' },
} as const;

/** From what was proposed to what scans, by district or agency. $1 and $2 are the scope, $3 the day in Hanoi. */
const funnelSql = ({ columns, by }: (typeof groups)[FunnelQuery['by']]) => `
  WITH own AS (
    SELECT id AS agency, district, name FROM agency WHERE $1::boolean OR district = $2 OR id::text = $4
  ), lines AS (
    SELECT proposal.agency_id AS agency,
      coalesce(sum(line.quantity) FILTER (WHERE proposal.state <> 'draft'), 0) AS proposed,
      coalesce(sum(line.approved_quantity), 0) AS approved,
      coalesce(sum(line.approved_quantity) FILTER (WHERE line.decided_at < now() - interval '30 days' AND NOT EXISTS (
        SELECT FROM device WHERE device.checkpoint_id = line.checkpoint_id AND enrolled_at IS NOT NULL)), 0) AS never
    FROM device_proposal_line AS line JOIN device_proposal AS proposal ON proposal.id = line.proposal_id GROUP BY 1
  ), devices AS (
    SELECT checkpoint.agency_id AS agency, count(*) AS enrolled,
      count(*) FILTER (WHERE last_seen_at >= $3::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh') AS seen,
      count(*) FILTER (WHERE scans_on = $3::date AND scans > 0) AS scanned,
      count(*) FILTER (WHERE coalesce(last_seen_at, device.enrolled_at) < now() - interval '24 hours') AS silent
    FROM device JOIN checkpoint ON checkpoint.id = device.checkpoint_id
    LEFT JOIN device_activity ON device_activity.device_id = device.id
    WHERE status = 'active' GROUP BY 1
  )
  SELECT ${columns}, coalesce(sum(proposed), 0)::int AS proposed, coalesce(sum(approved), 0)::int AS approved,
    coalesce(sum(enrolled), 0)::int AS enrolled, coalesce(sum(seen), 0)::int AS "seenToday",
    coalesce(sum(scanned), 0)::int AS "scannedToday", coalesce(sum(silent), 0)::int AS silent,
    coalesce(sum(never), 0)::int AS "neverEnrolled"
  FROM own LEFT JOIN lines USING (agency) LEFT JOIN devices USING (agency)
  GROUP BY ${by} ORDER BY ${by}`;

@Injectable()
export class DeviceFunnel {
  constructor(private readonly dataSource: DataSource) {}

  /** Every district or agency of the scope, those without a device too. */
  rows({ by }: FunnelQuery, scope: Scope): Promise<FunnelRow[]> {
    const { district, agency } = scope.reach === 'city' ? { district: null, agency: null } : scope;
    const bounds = [scope.reach === 'city', district, localDate(new Date()), agency];
    return this.dataSource.query(funnelSql(groups[by]), bounds);
  }
}
