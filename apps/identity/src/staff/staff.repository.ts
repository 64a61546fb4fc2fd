import { PersonalDataCipher } from '@entry/platform/personal-data/personal-data-cipher';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface StaffMember {
  readonly employeeCode: string;
  /** As the agency wrote it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly subject: string | null;
  readonly outcomes: readonly string[];
}

/** Rosters of agencies: what they wrote is sealed, and lies here alone. */
@Injectable()
export class StaffRepository {
  constructor(private readonly cipher: PersonalDataCipher) {}

  /** Of two rosters of one agency at once the second waits for the first. */
  async lock(manager: EntityManager, agency: string): Promise<void> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('staff'), hashtext($1))`, [agency]);
  }

  async put(manager: EntityManager, agency: string, members: readonly StaffMember[], listedAt: Date): Promise<void> {
    const sealed = members.map(({ employeeCode, fields }) =>
      this.cipher.seal(JSON.stringify(fields), `staff_member|personal|${agency}|${employeeCode}`),
    );
    await manager.query(
      `INSERT INTO staff_member (agency, employee_code, personal, subject, outcomes, listed_at)
       SELECT $1, code, personal, subject, string_to_array(outcomes, ','), $6
       FROM unnest($2::text[], $3::bytea[], $4::text[], $5::text[]) AS row (code, personal, subject, outcomes)
       ON CONFLICT (agency, employee_code) DO UPDATE SET personal = excluded.personal, subject = excluded.subject,
         outcomes = excluded.outcomes, listed_at = excluded.listed_at`,
      [
        agency,
        members.map(({ employeeCode }) => employeeCode),
        sealed,
        members.map(({ subject }) => subject),
        members.map(({ outcomes }) => outcomes.join(',')),
        listedAt,
      ],
    );
  }

  /** Takes away who was on an earlier roster and is not on the one of this instant; gives their codes. */
  async dropOthers(manager: EntityManager, agency: string, listedAt: Date): Promise<string[]> {
    const gone = await manager.query<[{ employee_code: string }[], number]>(
      `DELETE FROM staff_member WHERE agency = $1 AND listed_at <> $2 RETURNING employee_code`,
      [agency, listedAt],
    );
    return gone[0].map(({ employee_code }) => employee_code);
  }
}
