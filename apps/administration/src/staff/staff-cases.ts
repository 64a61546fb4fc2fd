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
    const at = new Date();
    for (const person of people) {
      for (const list of staffLists) {
        const state = person.cases?.[list] ?? null;
        const next = reconciled(state, belongsOn(person, list));
        if (next) await this.put(manager, { subject: person.subject, list, state: next, at });
      }
    }
  }

  private async put(
    manager: EntityManager,
    { subject, list, state, at }: { subject: string; list: StaffList; state: 'open' | 'resolved'; at: Date },
  ): Promise<void> {
    await manager.query(
      `INSERT INTO staff_case (id, subject, list, state, version, opened_at, changed_at) VALUES ($1, $2, $3, $4, 1, $5, $5)
       ON CONFLICT (subject, list) DO UPDATE SET state = excluded.state, reason = NULL, taken_by = NULL,
         version = staff_case.version + 1, changed_at = excluded.changed_at,
         opened_at = CASE WHEN excluded.state = 'open' THEN excluded.opened_at ELSE staff_case.opened_at END`,
      [uuidv7(), subject, list, state, at],
    );
  }
}
