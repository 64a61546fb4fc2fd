import type { CitizenV1 } from '@entry/contracts/events/citizen.v1';
import type { HealthStatusV1 } from '@entry/contracts/events/health-status.v1';
import type { StaffMemberV1 } from '@entry/contracts/events/staff-member.v1';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

export interface Facts {
  readonly citizens: readonly CitizenV1[];
  readonly statuses: readonly HealthStatusV1[];
}

/** Asked for again no sooner than this: changes show within some seconds, and the owners are not asked without end. */
const freshFor = `interval '5 seconds'`;

@Injectable()
export class StaffRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Gives the people of whom something may have changed: who came, and who went. */
  async putMembers(manager: EntityManager, members: readonly StaffMemberV1[]): Promise<string[]> {
    const latest = new Map<string, StaffMemberV1>();
    for (const member of members) {
      const key = `${member.agency} ${member.employeeCode}`;
      if ((latest.get(key)?.listedAt ?? '') <= member.listedAt) latest.set(key, member);
    }
    const told = [...latest.values()];
    const changed = await manager.query<{ subject: string }[]>(
      `WITH told AS (SELECT agency, code, subject, vaccinated, evidence::jsonb, listed_at
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::text[], $6::timestamptz[])
           AS row (agency, code, subject, vaccinated, evidence, listed_at)),
       before AS (SELECT staff_member.subject FROM told JOIN staff_member ON agency_id = agency AND employee_code = code),
       put AS (
         INSERT INTO staff_member (agency_id, employee_code, subject, vaccinated, evidence, listed_at) SELECT * FROM told
         ON CONFLICT (agency_id, employee_code) DO UPDATE SET subject = excluded.subject, vaccinated = excluded.vaccinated,
           evidence = excluded.evidence, listed_at = excluded.listed_at
         WHERE staff_member.listed_at <= excluded.listed_at)
       SELECT subject FROM before WHERE subject IS NOT NULL UNION SELECT subject FROM told WHERE subject IS NOT NULL
       ORDER BY subject`,
      [
        told.map(({ agency }) => agency),
        told.map(({ employeeCode }) => employeeCode),
        told.map(({ subject }) => subject),
        told.map(({ vaccinated }) => vaccinated),
        told.map(({ evidence }) => evidence && JSON.stringify(evidence)),
        told.map(({ listedAt }) => listedAt),
      ],
    );
    const subjects = changed.map(({ subject }) => subject);
    await manager.query(
      `INSERT INTO staff_person (subject) SELECT unnest($1::text[]) ON CONFLICT (subject) DO UPDATE SET asked_at = NULL`,
      [subjects],
    );
    return subjects;
  }

  /** Whom to ask about next, the longest not asked first; `isNew`: was never asked about, or has changed on a roster. */
  dueSubjects(limit: number): Promise<{ subject: string; isNew: boolean }[]> {
    return this.dataSource.query(
      `SELECT subject, asked_at IS NULL AS "isNew" FROM staff_person WHERE asked_at IS NULL OR asked_at < now() - ${freshFor}
       ORDER BY asked_at NULLS FIRST LIMIT $1`,
      [limit],
    );
  }

  /** Until the transaction ends; always in the same order, so that no two wait for each other. */
  async lock(manager: EntityManager, subjects: readonly string[]): Promise<void> {
    await manager.query(`SELECT FROM staff_person WHERE subject = ANY($1::text[]) ORDER BY subject FOR UPDATE`, [
      subjects,
    ]);
  }

  /** What the owners say of these people. Whom identity does not name has no card; whom health-status does not name has no dose. */
  async putFacts(manager: EntityManager, subjects: readonly string[], { citizens, statuses }: Facts): Promise<void> {
    const cards = new Map(
      citizens.map(({ subject, status, cardIssuedOn }) => [subject, status === 'active' && cardIssuedOn !== null]),
    );
    const health = new Map(statuses.map((status) => [status.subject, status]));
    await manager.query(
      `UPDATE staff_person SET has_card = told.card, doses = told.doses, course_completed_on = told.course,
         last_dose_on = told.last, asked_at = now()
       FROM unnest($1::text[], $2::boolean[], $3::int[], $4::date[], $5::date[]) AS told (subject, card, doses, course, last)
       WHERE staff_person.subject = told.subject`,
      [
        subjects,
        subjects.map((subject) => cards.get(subject) ?? false),
        subjects.map((subject) => health.get(subject)?.doses ?? 0),
        subjects.map((subject) => health.get(subject)?.primaryCourseCompletedOn ?? null),
        subjects.map((subject) => health.get(subject)?.lastDoseOn ?? null),
      ],
    );
  }
}
