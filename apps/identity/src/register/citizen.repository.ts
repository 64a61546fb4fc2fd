import { birthDecadeOf, type CitizenV1 } from '@entry/contracts/events/citizen.v1';
import { PersonalDataCipher } from '@entry/platform/personal-data/personal-data-cipher';
import { CitizenTags } from '@entry/platform/personal-data/pseudonyms';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { districtOfResidence } from './district-of-residence';
import type { RegisteredPerson } from './domain/population-row';
import { SubjectKey } from './subject-key';

/** A citizen as the register's table holds one, without what is sealed. */
export interface Citizen {
  readonly subject: string;
  readonly old_number_tag: string | null;
  readonly name_tag: string;
  readonly exact_name_tag: string;
  readonly birth_date_tag: string | null;
  readonly birth_year_tag: string;
  readonly sex_tag: string;
  readonly status: 'active' | 'cancelled';
  readonly card_issued_on: string | null;
  readonly district: string | null;
  readonly case_number: string | null;
  /** Null in rows that were written before it was kept. */
  readonly birth_decade: number | null;
  readonly version: number;
}

/** A citizen as stored: what is secret is sealed, the rest are tags. Its columns are those that `save` writes, in their order. */
export interface SealedCitizen {
  readonly subject: string;
  readonly row: readonly (string | Buffer | null)[];
}

const columns = `subject, old_number_tag, name_tag, exact_name_tag, birth_date_tag, birth_year_tag, sex_tag, status,
  to_char(card_issued_on, 'YYYY-MM-DD') AS card_issued_on, district, case_number, birth_decade, version`;

/**
 * The citizens of each value by an index, one after the other: for some hundreds of values in one `ANY` PostgreSQL reads the whole
 * table, which took a fifth of the time of a batch.
 */
const eachOf = (parameter: string, column: string) =>
  `unnest(${parameter}::text[]) AS wanted (value) CROSS JOIN LATERAL (SELECT * FROM citizen WHERE ${column} = wanted.value OFFSET 0) AS citizen`;

@Injectable()
export class CitizenRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: PersonalDataCipher,
    private readonly tags: CitizenTags,
    private readonly subjects: SubjectKey,
  ) {}

  /** A person as the register stores them. */
  seal(person: RegisteredPerson): SealedCitizen {
    const { idNumber, oldIdNumber, fullName, dateOfBirth, sex, status, cardIssuedOn, residence } = person;
    const subject = this.subjects.subjectOf(idNumber);
    const personal = JSON.stringify(person);
    const row = [
      subject,
      oldIdNumber === null ? null : this.tags.oldNumber(oldIdNumber),
      this.tags.name(subject, fullName),
      this.tags.exactName(subject, fullName),
      dateOfBirth.length === 4 ? null : this.tags.birthDate(subject, dateOfBirth),
      this.tags.birthYear(subject, dateOfBirth.slice(0, 4)),
      this.tags.sex(subject, sex),
      status,
      cardIssuedOn,
      this.cipher.seal(personal, `citizen|personal|${subject}`),
      this.tags.digestOf(subject, personal),
      districtOfResidence(residence),
      String(birthDecadeOf(Number(dateOfBirth.slice(0, 4)))),
    ];
    return { subject, row };
  }

  /** Adds or replaces people, each at most once in the list; gives those whose row differs from what was held. */
  save(manager: EntityManager, people: readonly SealedCitizen[]): Promise<Citizen[]> {
    return manager.query<Citizen[]>(
      `INSERT INTO citizen (subject, old_number_tag, name_tag, exact_name_tag, birth_date_tag, birth_year_tag, sex_tag, status,
         card_issued_on, personal, digest, district, birth_decade, version)
       SELECT *, 1 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
         $9::date[], $10::bytea[], $11::text[], $12::text[], $13::int[]) AS row (subject)
       ORDER BY row.subject
       ON CONFLICT (subject) DO UPDATE SET old_number_tag = excluded.old_number_tag, name_tag = excluded.name_tag,
         exact_name_tag = excluded.exact_name_tag, birth_date_tag = excluded.birth_date_tag, birth_year_tag = excluded.birth_year_tag,
         sex_tag = excluded.sex_tag, status = excluded.status, card_issued_on = excluded.card_issued_on, personal = excluded.personal,
         digest = excluded.digest, district = excluded.district, birth_decade = excluded.birth_decade,
         version = citizen.version + 1
       WHERE citizen.digest <> excluded.digest OR citizen.birth_decade IS NULL
       RETURNING ${columns}`,
      transpose(people.map(({ row }) => row)),
    );
  }

  /** Whoever has, or had before, one of the numbers; given as subjects and as tags of old numbers. Somebody found by both comes twice. */
  findByNumbers(
    manager: EntityManager,
    subjects: readonly string[],
    oldNumberTags: readonly string[],
  ): Promise<Citizen[]> {
    return manager.query<Citizen[]>(
      `SELECT ${columns} FROM ${eachOf('$1', 'subject')} UNION ALL SELECT ${columns} FROM ${eachOf('$2', 'old_number_tag')}`,
      [subjects, oldNumberTags],
    );
  }

  /** Gives each of these people the number of their newest open case, or none; returns whose changed. */
  async renewCaseNumbers(manager: EntityManager, subjects: readonly string[]): Promise<Citizen[]> {
    if (subjects.length === 0) return [];
    await manager.query(`SELECT FROM citizen WHERE subject = ANY($1::text[]) ORDER BY subject FOR UPDATE`, [subjects]);
    return manager.query<Citizen[]>(
      `WITH changed AS (
         UPDATE citizen SET case_number = newest.number, version = citizen.version + 1
         FROM (SELECT DISTINCT asked.subject,
             (SELECT number FROM record_case WHERE person = asked.subject AND state = 'open' ORDER BY id DESC LIMIT 1) AS number
           FROM unnest($1::text[]) AS asked (subject)) AS newest
         WHERE citizen.subject = newest.subject AND citizen.case_number IS DISTINCT FROM newest.number
         RETURNING citizen.*)
       SELECT ${columns} FROM changed`,
      [subjects],
    );
  }

  /** Opens what is sealed: only for what has to go to where people live. */
  async findResidences(subjects: readonly string[]): Promise<{ subject: string; residence: string }[]> {
    const rows = await this.dataSource.query<{ subject: string; personal: Buffer }[]>(
      `SELECT subject, personal FROM citizen WHERE subject = ANY($1::text[])`,
      [subjects],
    );
    return rows.map(({ subject, personal }) => {
      const person = JSON.parse(this.cipher.open(personal, `citizen|personal|${subject}`)) as RegisteredPerson;
      return { subject, residence: person.residence };
    });
  }

  findBySubjects(subjects: readonly string[]): Promise<Citizen[]> {
    return this.dataSource.query<Citizen[]>(`SELECT ${columns} FROM citizen WHERE subject = ANY($1::text[])`, [
      subjects,
    ]);
  }
}

export function toCitizenEvent(citizen: Citizen): CitizenV1 {
  const { subject, status, card_issued_on, name_tag, birth_date_tag, birth_year_tag, sex_tag, version } = citizen;
  const { case_number: caseNumber, birth_decade: birthDecade } = citizen;
  const tags = { name: name_tag, birthDate: birth_date_tag, birthYear: birth_year_tag, sex: sex_tag };
  const optional = { ...(caseNumber !== null && { caseNumber }), ...(birthDecade !== null && { birthDecade }) };
  return { subject, status, cardIssuedOn: card_issued_on, tags, ...optional, version };
}

function transpose<Cell>(rows: readonly (readonly Cell[])[]): (Cell | undefined)[][] {
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, column) => rows.map((row) => row[column]));
}
