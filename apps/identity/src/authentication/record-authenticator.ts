import type { MatchNote, OutcomeCode } from '@entry/contracts/vocabulary/outcomes';
import { CitizenTags } from '@entry/platform/personal-data/pseudonyms';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CitizenRepository, type Citizen } from '../register/citizen.repository';
import { SubjectKey } from '../register/subject-key';
import { authenticate, bestOf, findIdProblem, type ComparedFields, type Comparison } from './domain/authenticate';
import type { ClaimedPerson, RecordRow } from './domain/record-row';

/** Whom a number means, as that of a citizen and as an old one. */
interface Claim {
  readonly subject: string;
  readonly oldNumberTag: string;
}

export interface Authenticated<Facts> {
  readonly recordId: string | null;
  readonly outcome: 'matched' | 'mismatched' | 'invalid';
  readonly reasons: OutcomeCode[];
  readonly notes: MatchNote[];
  readonly subject: string | null;
  readonly facts: Facts | null;
  /** Where a number did not lead to a match: whom it would mean, could the register say so later. */
  readonly claimed: Claim | null;
  readonly compared: ComparedFields;
  /** Whom it was compared with, and where they live. */
  readonly person: string | null;
  readonly district: string | null;
}

interface Candidate extends Comparison {
  readonly subject: string;
  readonly district: string | null;
}

/** Compares records with the register by keyed tags: no row of it is decrypted. */
@Injectable()
export class RecordAuthenticator {
  constructor(
    private readonly citizens: CitizenRepository,
    private readonly subjects: SubjectKey,
    private readonly tags: CitizenTags,
  ) {}

  /** One answer for each record, in their order; one query for all of them. */
  async authenticate<Facts>(
    manager: EntityManager,
    records: readonly RecordRow<Facts>[],
  ): Promise<Authenticated<Facts>[]> {
    const numbers = new Set(
      records.map(({ person }) => person.idNumber).filter((number) => findIdProblem(number) === null),
    );
    const claims = new Map([...numbers].map((number) => [number, this.claimOf(number)]));
    const known = await this.citizens.findByNumbers(
      manager,
      [...claims.values()].map(({ subject }) => subject),
      [...claims.values()].map(({ oldNumberTag }) => oldNumberTag),
    );
    const candidates = Map.groupBy(
      known.flatMap((citizen) => [
        { key: citizen.subject, citizen },
        ...(citizen.old_number_tag ? [{ key: citizen.old_number_tag, citizen }] : []),
      ]),
      ({ key }) => key,
    );
    const find = (key: string) => (candidates.get(key) ?? []).map(({ citizen }) => citizen);
    return records.map((record) => this.answer(record, claims.get(record.person.idNumber) ?? null, find));
  }

  private answer<Facts>(
    record: RecordRow<Facts>,
    claimed: Claim | null,
    find: (key: string) => Citizen[],
  ): Authenticated<Facts> {
    const { recordId, person, facts, invalid } = record;
    const idProblem = findIdProblem(person.idNumber);
    const refuse = (reasons: OutcomeCode[], compared: ComparedFields, best: Candidate | null): Authenticated<Facts> => {
      const outcome = invalid.length > 0 ? 'invalid' : 'mismatched';
      const nobody = { notes: [], subject: null, facts: null };
      return { recordId, outcome, reasons: [...invalid, ...reasons], ...nobody, claimed, compared, ...placeOf(best) };
    };
    const nothing = { idNumber: false, fullName: null, dateOfBirth: null, sex: null };
    if (!claimed) return refuse(idProblem ? [idProblem] : [], nothing, null);
    const byNumber = find(claimed.subject).map((citizen) => this.compare(person, citizen, 'number'));
    const byOldNumber = find(claimed.oldNumberTag).map((citizen) => this.compare(person, citizen, 'old-number'));
    const best = bestOf([...byNumber, ...byOldNumber]);
    if (!best) return refuse(['ID_NOT_IN_REGISTER'], nothing, null);
    const compared = fieldsOf(person, best);
    const result = authenticate(best);
    if (result.outcome === 'mismatched') return refuse(result.reasons, compared, best);
    if (invalid.length > 0) return refuse([], compared, best);
    return {
      recordId,
      outcome: 'matched',
      reasons: [],
      notes: result.notes,
      subject: best.subject,
      facts,
      claimed: null,
      compared,
      ...placeOf(best),
    };
  }

  private claimOf(idNumber: string): Claim {
    return { subject: this.subjects.subjectOf(idNumber), oldNumberTag: this.tags.oldNumber(idNumber) };
  }

  /** A field that could not be read is not held against the person: the row is invalid for it already. */
  private compare(person: ClaimedPerson, citizen: Citizen, foundBy: Comparison['foundBy']): Candidate {
    const { subject, district } = citizen;
    const { fullName, dateOfBirth, sex } = person;
    const exactName = fullName === null || this.tags.exactName(subject, fullName) === citizen.exact_name_tag;
    return {
      subject,
      district,
      foundBy,
      cancelled: citizen.status === 'cancelled',
      name: fullName === null || exactName || this.tags.name(subject, fullName) === citizen.name_tag,
      exactName,
      dateOfBirth: dateOfBirth === null || this.sameBirth(citizen, dateOfBirth),
      sex: sex === null || this.tags.sex(subject, sex) === citizen.sex_tag,
    };
  }

  /** Where either side knows the year alone, the year is what must agree. */
  private sameBirth({ subject, birth_date_tag, birth_year_tag }: Citizen, dateOfBirth: string): boolean {
    const yearAlone = dateOfBirth.length === 4 || birth_date_tag === null;
    if (!yearAlone) return this.tags.birthDate(subject, dateOfBirth) === birth_date_tag;
    return this.tags.birthYear(subject, dateOfBirth.slice(0, 4)) === birth_year_tag;
  }
}

function fieldsOf({ fullName, dateOfBirth, sex }: ClaimedPerson, comparison: Comparison): ComparedFields {
  return {
    idNumber: true,
    fullName: fullName === null ? null : comparison.name,
    dateOfBirth: dateOfBirth === null ? null : comparison.dateOfBirth,
    sex: sex === null ? null : comparison.sex,
  };
}

const placeOf = (candidate: Candidate | null) => ({
  person: candidate?.subject ?? null,
  district: candidate?.district ?? null,
});
