import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Scope } from '../access/scope';
import type { CaseState, StaffList } from './domain/staff-list';
import type { CaseQuery, StaffCaseResponse, StaffSummaryRow } from './staff.schemas';

type CaseRow = Omit<StaffCaseResponse, 'openedAt' | 'changedAt'> & { openedAt: Date; changedAt: Date };

export interface LockedCase {
  readonly id: string;
  readonly list: StaffList;
  readonly state: CaseState;
  readonly version: number;
}

export interface CaseChange {
  readonly id: string;
  readonly state: CaseState;
  readonly reason: string | null;
}

/** $1: the whole city; $2 and $3: the district and agency that the caller is bound to. */
const isVisible = `($1::boolean OR agency.district = $2 OR agency.id::text = $3)`;
const bounds = (scope: Scope) => {
  const { district, agency } = scope.reach === 'city' ? { district: null, agency: null } : scope;
  return [scope.reach === 'city', district, agency];
};
const isWorkedOn = `state IN ('open', 'sent', 'in-progress')`;
/** Entry rules take a vaccination for good for six months. */
const expiresWithin = (days: number) =>
  `count(*) FILTER (WHERE greatest(course_completed_on, last_dose_on) + interval '6 months' BETWEEN now() AND now() + interval '${days} days')::int`;

@Injectable()
export class StaffCaseRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Oldest first; only members whom the scope reaches, and cases that have one. */
  async list(list: StaffList, query: CaseQuery, scope: Scope): Promise<StaffCaseResponse[]> {
    const { state, agency, district, limit, cursor } = query;
    const rows = await this.dataSource.query<CaseRow[]>(
      `${casesSql} AND ($5::text IS NULL OR state = $5) AND ($6::uuid IS NULL OR staff_case.id > $6)
         AND EXISTS (SELECT FROM jsonb_array_elements(seen.members) AS member
           WHERE ($7::text IS NULL OR member->>'agency' = $7) AND ($8::text IS NULL OR member->>'district' = $8))
       ORDER BY staff_case.id LIMIT $9`,
      [...bounds(scope), list, state ?? null, cursor ?? null, agency ?? null, district ?? null, limit],
    );
    return rows.map(toResponse);
  }

  /** Holds those of these cases that there are until the transaction ends. */
  async lock(manager: EntityManager, ids: readonly string[]): Promise<Map<string, LockedCase>> {
    const found = await manager.query<LockedCase[]>(
      `SELECT id, list, state, version FROM staff_case WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
    return new Map(found.map((one) => [one.id, one]));
  }

  async change(manager: EntityManager, changes: readonly CaseChange[], by: string): Promise<void> {
    await manager.query(
      `UPDATE staff_case SET state = row.state, taken_by = $4, reason = row.reason, version = version + 1, changed_at = now()
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS row (id, state, reason) WHERE staff_case.id = row.id`,
      [changes.map(({ id }) => id), changes.map(({ state }) => state), changes.map(({ reason }) => reason), by],
    );
  }

  async get(manager: EntityManager, id: string): Promise<StaffCaseResponse> {
    const [row] = await manager.query<CaseRow[]>(`${casesSql.replace('list = $4', 'staff_case.id = $4::uuid')}`, [
      ...bounds({ reach: 'city' }),
      id,
    ]);
    return toResponse(row!);
  }

  /** Hands the open cases of an agency's staff over to who works on the list; gives how many there were. */
  async send(manager: EntityManager, list: StaffList, agency: string): Promise<string[]> {
    const sent = await manager.query<[{ id: string }[], number]>(
      `UPDATE staff_case SET state = 'sent', version = version + 1, changed_at = now()
       WHERE list = $1 AND state = 'open' AND subject IN (SELECT subject FROM staff_member WHERE agency_id = $2) RETURNING id`,
      [list, agency],
    );
    return sent[0].map(({ id }) => id);
  }

  summary(scope: Scope): Promise<StaffSummaryRow[]> {
    return this.dataSource.query(
      `SELECT agency.id AS agency, agency.name, agency.district, count(*)::int AS staff,
         count(*) FILTER (WHERE has_card)::int AS "withCard",
         count(*) FILTER (WHERE course_completed_on IS NOT NULL)::int AS vaccinated,
         coalesce(sum(cases.open), 0)::int AS "openCases", coalesce(sum(cases.week), 0)::int AS "openOver7Days",
         coalesce(sum(cases.month), 0)::int AS "openOver30Days", ${expiresWithin(7)} AS "expiringIn7Days",
         ${expiresWithin(14)} AS "expiringIn14Days", ${expiresWithin(30)} AS "expiringIn30Days"
       FROM staff_member JOIN agency ON agency.id = staff_member.agency_id AND ${isVisible}
       JOIN staff_person ON staff_person.subject = staff_member.subject
       LEFT JOIN LATERAL (
         SELECT count(*) AS open, count(*) FILTER (WHERE opened_at < now() - interval '7 days') AS week,
           count(*) FILTER (WHERE opened_at < now() - interval '30 days') AS month
         FROM staff_case WHERE staff_case.subject = staff_member.subject AND ${isWorkedOn}) AS cases ON true
       GROUP BY agency.id ORDER BY agency.district, agency.name, agency.id`,
      bounds(scope),
    );
  }
}

const casesSql = `
  SELECT staff_case.id, list, state, staff_case.subject, seen.members, person.doses, reason, opened_at AS "openedAt",
    changed_at AS "changedAt", version
  FROM staff_case JOIN staff_person AS person ON person.subject = staff_case.subject
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('agency', agency.id, 'district', agency.district,
      'employeeCode', employee_code, 'evidence', evidence) ORDER BY agency.id, employee_code), '[]') AS members
    FROM staff_member JOIN agency ON agency.id = staff_member.agency_id
    WHERE staff_member.subject = staff_case.subject AND ${isVisible}) AS seen
  WHERE list = $4`;

function toResponse({ openedAt, changedAt, ...row }: CaseRow): StaffCaseResponse {
  return { ...row, openedAt: openedAt.toISOString(), changedAt: changedAt.toISOString() };
}
