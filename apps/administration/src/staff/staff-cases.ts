import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import {
  belongsOn,
  reconciled,
  staffLists,
  type CaseState,
  type StaffList,
  type StaffPerson,
} from './domain/staff-list';

interface Known extends StaffPerson {
  readonly subject: string;
  readonly cases: Partial<Record<StaffList, CaseState>> | null;
}

/** Opens, resolves and reopens cases by what is known of people now. */
@Injectable()
export class StaffCases {
  async reconcile(manager: EntityManager, subjects: readonly string[]): Promise<void> {
    const people = await manager.query<Known[]>(
      `SELECT person.subject, has_card AS "hasCard",
         CASE WHEN doses IS NULL THEN NULL ELSE course_completed_on IS NOT NULL END AS "isVaccinated",
         member.listed AS "isListed", member.vaccinated AS "vaccinatedByOwnRecord",
         (SELECT jsonb_object_agg(list, state) FROM staff_case WHERE staff_case.subject = person.subject) AS cases
       FROM staff_person AS person
       CROSS JOIN LATERAL (
         SELECT count(*) > 0 AS listed, coalesce(bool_or(vaccinated), false) AS vaccinated
         FROM staff_member WHERE staff_member.subject = person.subject) AS member
       WHERE person.subject = ANY($1::text[]) ORDER BY person.subject FOR UPDATE OF person`,
      [subjects],
    );
    const changes = people.flatMap((person) =>
      staffLists.flatMap((list) => {
        const state = reconciled(person.cases?.[list] ?? null, belongsOn(person, list));
        return state ? [{ subject: person.subject, list, state }] : [];
      }),
    );
    if (changes.length === 0) return;
    await manager.query(
      `INSERT INTO staff_case (id, subject, list, state, version, opened_at, changed_at)
       SELECT id, subject, list, state, 1, $5::timestamptz, $5::timestamptz
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS row (id, subject, list, state)
       ON CONFLICT (subject, list) DO UPDATE SET state = excluded.state, reason = NULL, taken_by = NULL,
         version = staff_case.version + 1, changed_at = excluded.changed_at,
         opened_at = CASE WHEN excluded.state = 'open' THEN excluded.opened_at ELSE staff_case.opened_at END`,
      [
        changes.map(() => uuidv7()),
        changes.map(({ subject }) => subject),
        changes.map(({ list }) => list),
        changes.map(({ state }) => state),
        new Date(),
      ],
    );
  }
}
