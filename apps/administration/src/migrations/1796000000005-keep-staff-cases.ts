import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Staff by pseudonym, what the register and the health records say of each, and their cases: one a person and list, however many agencies have them. */
export class KeepStaffCases1796000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE staff_member (
        agency_id uuid NOT NULL,
        employee_code text NOT NULL,
        subject text,
        vaccinated boolean NOT NULL,
        evidence jsonb,
        listed_at timestamptz(3) NOT NULL,
        PRIMARY KEY (agency_id, employee_code)
      );
      CREATE INDEX staff_member_subject ON staff_member (subject);
      CREATE TABLE staff_person (
        subject text PRIMARY KEY,
        has_card boolean,
        doses int,
        course_completed_on date,
        last_dose_on date,
        asked_at timestamptz(3)
      );
      CREATE INDEX staff_person_asked ON staff_person (asked_at NULLS FIRST);
      CREATE TABLE staff_case (
        id uuid PRIMARY KEY,
        subject text NOT NULL,
        list text NOT NULL,
        state text NOT NULL,
        reason text,
        taken_by text,
        version int NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        UNIQUE (subject, list)
      );
      CREATE INDEX staff_case_queue ON staff_case (list, state, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE staff_case, staff_person, staff_member`);
  }
}
