import type { OutcomeCode } from '@entry/contracts/vocabulary/outcomes';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { AuthenticatedRecord, RecordKind } from '../authentication/submitted-record.repository';
import { caseNumberOf } from './domain/case-number';
import { queueOf } from './domain/case-queue';

/** How a case came to its end. */
export type CaseEnd = 'correction' | 'register-change' | 'new-record';

/** Of whom a citizen's change may be the answer that an open case waits for. */
interface ChangedCitizen {
  readonly subject: string;
  readonly old_number_tag: string | null;
}

/**
 * Each record that failed is a case, until a newer row of it, a correction or the register makes it match. One statement for all rows of a
 * delivery, and nothing but a look for those that match.
 */
@Injectable()
export class RecordCases {
  /** Opens, changes and resolves cases by what became of newly come rows. An older row than the one that a case is about changes nothing. Gives the citizens concerned. */
  async follow(manager: EntityManager, kind: RecordKind, records: readonly AuthenticatedRecord[]): Promise<string[]> {
    const newest = new Map<string, AuthenticatedRecord>();
    for (const record of records) {
      const key = keyOf(kind, record);
      const before = newest.get(key);
      if (!before || byAge(before, record) < 0) newest.set(key, record);
    }
    const all = [...newest];
    const failed = all.filter(([, { result }]) => result.outcome !== 'matched');
    const before = await personsOf(
      manager,
      failed.map(([key]) => key),
    );
    await openCases(
      manager,
      failed.map(([key, record]) => toColumns(key, kind, record)),
    );
    const resolved = await resolveByNewRows(
      manager,
      all.filter(([, { result }]) => result.outcome === 'matched'),
    );
    return [...before, ...failed.flatMap(([, { result }]) => result.person ?? []), ...resolved];
  }

  /** Has those open cases matched again that are about one of these people, or about a number that now is theirs. */
  async markForMatching(manager: EntityManager, citizens: readonly ChangedCitizen[]): Promise<void> {
    await manager.query(
      `UPDATE record_case SET needs_matching = true WHERE state = 'open' AND id IN (
         SELECT id FROM unnest($1::text[]) AS changed (subject) CROSS JOIN LATERAL (
           SELECT id FROM record_case WHERE state = 'open' AND claimed_subject = changed.subject OFFSET 0) AS by_number
         UNION ALL SELECT id FROM unnest($2::text[]) AS changed (tag) CROSS JOIN LATERAL (
           SELECT id FROM record_case WHERE state = 'open' AND claimed_old_number_tag = changed.tag OFFSET 0) AS by_old_number)`,
      [citizens.map(({ subject }) => subject), citizens.flatMap(({ old_number_tag }) => old_number_tag ?? [])],
    );
  }

  /** Ends open cases; who and why are kept where a person did it. */
  async resolve(manager: EntityManager, ids: readonly string[], endedBy: CaseEnd, by: string | null): Promise<void> {
    await manager.query(
      `WITH resolved AS (
         UPDATE record_case SET state = 'resolved', ended_by = $2, needs_matching = false, updated_at = now()
         WHERE id = ANY($1::bigint[]) AND state = 'open' RETURNING id, outcomes)
       INSERT INTO case_event (case_id, event, outcomes, by, reason) SELECT id, 'resolved', outcomes, $3, $2 FROM resolved`,
      [ids, endedBy, by],
    );
  }
}

async function openCases(manager: EntityManager, cases: readonly object[]): Promise<void> {
  if (cases.length === 0) return;
  const changing = [
    ...[
      'queue',
      'batch_id',
      'row',
      'revision',
      'arrival',
      'outcomes',
      'same_number',
      'same_name',
      'same_birth',
      'same_sex',
    ],
    ...['facility', 'person', 'district', 'claimed_subject', 'claimed_old_number_tag'],
  ].map((column) => `${column} = excluded.${column}`);
  await manager.query(
    `WITH opened AS (
       INSERT INTO record_case AS held (number, record_key, queue, kind, record_id, batch_id, row, revision, arrival, outcomes, same_number,
         same_name, same_birth, same_sex, facility, person, district, claimed_subject, claimed_old_number_tag, state, opened_at, updated_at)
       SELECT number, record_key, queue, kind, record_id, batch_id, row, revision, arrival, outcomes, same_number, same_name, same_birth,
         same_sex, facility, person, district, claimed_subject, claimed_old_number_tag, 'open', now(), now()
       FROM json_populate_recordset(null::record_case, $1) ORDER BY record_key
       ON CONFLICT (record_key) DO UPDATE SET ${changing.join(', ')}, updated_at = now(),
         opened_at = CASE WHEN held.state = 'open' THEN held.opened_at ELSE now() END,
         state = CASE WHEN held.state = 'dismissed' AND held.outcomes = excluded.outcomes THEN 'dismissed' ELSE 'open' END,
         ended_by = CASE WHEN held.state = 'dismissed' AND held.outcomes = excluded.outcomes THEN held.ended_by END
       WHERE (held.revision, held.arrival, held.row) < (excluded.revision, excluded.arrival, excluded.row)
       RETURNING id, outcomes, state, opened_at)
     INSERT INTO case_event (case_id, event, outcomes)
     SELECT id, CASE WHEN opened_at = now() THEN 'opened' ELSE 'changed' END, outcomes FROM opened WHERE state = 'open'`,
    [JSON.stringify(cases)],
  );
}

async function resolveByNewRows(
  manager: EntityManager,
  rows: readonly [string, AuthenticatedRecord][],
): Promise<string[]> {
  if (rows.length === 0) return [];
  const resolved = await manager.query<{ person: string }[]>(
    `WITH answered AS (
       SELECT held.id, newer.* FROM unnest($1::text[], $2::uuid[], $3::int[], $4::bigint[], $5::int[])
           AS newer (record_key, batch_id, revision, arrival, row)
         CROSS JOIN LATERAL (
           SELECT id FROM record_case WHERE record_key = newer.record_key AND state <> 'resolved'
             AND (revision, record_case.arrival, record_case.row) < (newer.revision, newer.arrival, newer.row) OFFSET 0) AS held),
       resolved AS (
         UPDATE record_case AS held SET state = 'resolved', ended_by = 'new-record', needs_matching = false, updated_at = now(),
           batch_id = answered.batch_id, revision = answered.revision, arrival = answered.arrival, row = answered.row
         FROM answered WHERE held.id = answered.id RETURNING held.id, held.outcomes, held.person),
       told AS (
         INSERT INTO case_event (case_id, event, outcomes, reason) SELECT id, 'resolved', outcomes, 'new-record' FROM resolved)
     SELECT person FROM resolved WHERE person IS NOT NULL`,
    [
      rows.map(([key]) => key),
      rows.map(([, { submitted }]) => submitted.batchId),
      rows.map(([, record]) => revisionOf(record)),
      rows.map(([, { submitted }]) => submitted.arrival),
      rows.map(([, { submitted }]) => submitted.row),
    ],
  );
  return resolved.map(({ person }) => person);
}

async function personsOf(manager: EntityManager, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const held = await manager.query<{ person: string }[]>(
    `SELECT person FROM record_case WHERE record_key = ANY($1::text[]) AND person IS NOT NULL`,
    [keys],
  );
  return held.map(({ person }) => person);
}

/** A row without an id of its record that can be used is a case of its own. */
function keyOf(kind: RecordKind, { result, submitted }: AuthenticatedRecord): string {
  return result.recordId === null ? `${kind}:${submitted.batchId}:${submitted.row}` : `${kind}:${result.recordId}`;
}

const revisionOf = ({ record }: AuthenticatedRecord): number => record.revision ?? -1;

function byAge(one: AuthenticatedRecord, other: AuthenticatedRecord): number {
  const [first, second] = [one.submitted, other.submitted];
  return revisionOf(one) - revisionOf(other) || first.arrival - second.arrival || first.row - second.row;
}

function toColumns(key: string, kind: RecordKind, record: AuthenticatedRecord) {
  const { result, submitted } = record;
  return {
    number: caseNumberOf(randomBytes(10)),
    record_key: key,
    kind,
    record_id: result.recordId,
    batch_id: submitted.batchId,
    row: submitted.row,
    revision: revisionOf(record),
    arrival: submitted.arrival,
    facility: record.record.facility,
    ...columnsOfResult(result),
  };
}

/** What a case says of how its record compares. */
export function columnsOfResult(
  result: Pick<AuthenticatedRecord['result'], 'reasons' | 'compared' | 'person' | 'district' | 'claimed'>,
) {
  const { reasons, compared, person, district, claimed } = result;
  const outcomes: OutcomeCode[] = reasons.length > 0 ? reasons : ['ROW_INVALID'];
  return {
    queue: queueOf(outcomes),
    outcomes,
    same_number: compared.idNumber,
    same_name: compared.fullName,
    same_birth: compared.dateOfBirth,
    same_sex: compared.sex,
    person,
    district,
    claimed_subject: claimed?.subject ?? null,
    claimed_old_number_tag: claimed?.oldNumberTag ?? null,
  };
}
