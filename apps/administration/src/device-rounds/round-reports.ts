import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Scope } from '../access/scope';
import { withOutliers } from './domain/outliers';
import type { InstallationLine, RoundLine, RoundTotals, UnansweredAgency } from './round-reports.schemas';

interface SumRow {
  readonly what: string;
  readonly proposals: number;
  readonly proposed: number;
  readonly reviewed: number;
  readonly approved: number;
}

/** $1 is the round, $2 the district that the caller is bound to, or null for the whole city. */
const linesOfRound = `
  device_proposal_line AS line
  JOIN device_proposal AS proposal ON proposal.id = line.proposal_id AND proposal.round_id = $1
  JOIN agency ON agency.id = proposal.agency_id AND ($2::text IS NULL OR agency.district = $2)
  JOIN checkpoint ON checkpoint.id = line.checkpoint_id`;

const overdueAfter = `interval '30 days'`;

/** What the police see of a round. A draft is nobody's but its agency's: it counts as unanswered, not as proposed. */
@Injectable()
export class RoundReports {
  constructor(private readonly dataSource: DataSource) {}

  async totals(round: string, scope: Scope): Promise<RoundTotals> {
    const [total] = await this.sums(`'all'`, round, scope);
    const byDistrict = await this.sums('agency.district', round, scope);
    const byVenueKind = await this.sums('checkpoint.venue_kind', round, scope);
    const byState = await this.sums('proposal.state', round, scope);
    const named = <Key extends string>(key: Key, rows: readonly SumRow[]) =>
      rows.map(({ what, ...sums }) => ({ [key]: what, ...sums }));
    return {
      total: sumsOf(total),
      byDistrict: named('district', byDistrict),
      byVenueKind: named('venueKind', byVenueKind),
      byState: named('state', byState),
    } as RoundTotals;
  }

  /** Agencies with a checkpoint whose proposal has not come: whom to remind. */
  async unanswered(round: string, scope: Scope): Promise<UnansweredAgency[]> {
    return this.dataSource.query(
      `SELECT agency.id AS agency, agency.name, agency.district, coalesce(proposal.state, 'none') AS state
       FROM agency LEFT JOIN device_proposal AS proposal ON proposal.agency_id = agency.id AND proposal.round_id = $1
       WHERE ($2::text IS NULL OR agency.district = $2)
         AND (proposal.id IS NULL OR proposal.state IN ('draft', 'returned'))
         AND EXISTS (SELECT FROM checkpoint WHERE checkpoint.agency_id = agency.id)
       ORDER BY agency.district, agency.name, agency.id`,
      [round, districtOf(scope)],
    );
  }

  async lines(round: string, scope: Scope): Promise<RoundLine[]> {
    const rows = await this.dataSource.query<Omit<RoundLine, 'isOutlier'>[]>(
      `SELECT agency.district, agency.id AS agency, agency.name AS "agencyName", checkpoint.id AS checkpoint,
         checkpoint.name AS "checkpointName", checkpoint.venue_kind AS "venueKind", proposal.state,
         line.device_kind AS "deviceKind", line.people_a_day AS "peopleADay", line.quantity AS proposed,
         line.reviewed_quantity AS reviewed, line.approved_quantity AS approved,
         line.people_a_day / greatest(coalesce(line.reviewed_quantity, line.quantity), 1) AS "peopleADevice",
         line.reason, line.review_reason AS "reviewReason", line.decision_reason AS "decisionReason"
       FROM ${linesOfRound}
       WHERE proposal.state <> 'draft'
       ORDER BY agency.district, agency.name, agency.id, checkpoint.name, checkpoint.id`,
      [round, districtOf(scope)],
    );
    return withOutliers(rows);
  }

  /** What is approved where, and how far it is installed. */
  async installation(round: string, scope: Scope): Promise<InstallationLine[]> {
    const rows = await this.dataSource.query<(InstallationLine & { approvedAt: Date; firstEnrolledAt: Date | null })[]>(
      `SELECT agency.district, agency.id AS agency, agency.name AS "agencyName", checkpoint.id AS checkpoint,
         checkpoint.name AS "checkpointName", checkpoint.address, checkpoint.venue_kind AS "venueKind",
         line.device_kind AS "deviceKind", line.approved_quantity AS approved, line.decided_at AS "approvedAt",
         installed.enrolled, installed.first AS "firstEnrolledAt",
         (has_power AND has_network AND staff_trained AND notice_put_up) AS "isReady",
         (installed.first IS NULL AND line.decided_at < now() - ${overdueAfter}) AS "isOverdue"
       FROM ${linesOfRound}
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE status = 'active')::int AS enrolled, min(enrolled_at) AS first
         FROM device WHERE device.checkpoint_id = checkpoint.id) AS installed
       WHERE line.approved_quantity > 0
       ORDER BY agency.district, agency.name, agency.id, checkpoint.name, checkpoint.id`,
      [round, districtOf(scope)],
    );
    return rows.map((row) => ({
      ...row,
      approvedAt: row.approvedAt.toISOString(),
      firstEnrolledAt: row.firstEnrolledAt?.toISOString() ?? null,
    }));
  }

  private sums(what: string, round: string, scope: Scope): Promise<SumRow[]> {
    return this.dataSource.query(
      `SELECT ${what} AS what, count(DISTINCT proposal.id)::int AS proposals, sum(line.quantity)::int AS proposed,
         coalesce(sum(line.reviewed_quantity), 0)::int AS reviewed, coalesce(sum(line.approved_quantity), 0)::int AS approved
       FROM ${linesOfRound}
       WHERE proposal.state <> 'draft' GROUP BY 1 ORDER BY 1`,
      [round, districtOf(scope)],
    );
  }
}

const districtOf = (scope: Scope) => (scope.reach === 'city' ? null : (scope.district ?? ''));

function sumsOf(row: SumRow | undefined) {
  const { proposals, proposed, reviewed, approved } = row ?? { proposals: 0, proposed: 0, reviewed: 0, approved: 0 };
  return { proposals, proposed, reviewed, approved };
}
