import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { CaseDetails, CasePage, CaseQuery } from './cases.schemas';
import type { CaseQueue } from './domain/case-queue';
import type { MatchingCase } from './rematching';

export interface StoredCase extends MatchingCase {
  readonly number: string;
  readonly state: CaseDetails['state'];
  readonly record_id: string | null;
  readonly outcomes: CaseDetails['outcomes'];
  readonly same_number: boolean;
  readonly same_name: boolean | null;
  readonly same_birth: boolean | null;
  readonly same_sex: boolean | null;
  readonly facility: string | null;
  readonly district: string | null;
  readonly opened_at: Date;
  readonly updated_at: Date;
  readonly ended_by: CaseDetails['endedBy'];
}

@Injectable()
export class CasesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In the order in which they were first opened. */
  async list(queue: CaseQueue, query: CaseQuery): Promise<CasePage> {
    const { state, district, outcome, facility, olderThanDays, limit, cursor } = query;
    const rows = await this.dataSource.query<StoredCase[]>(
      `SELECT * FROM record_case WHERE queue = $1 AND state = $2 AND id > $3 AND ($4::text IS NULL OR district = $4)
         AND ($5::text IS NULL OR outcomes @> ARRAY[$5::text]) AND ($6::text IS NULL OR facility = $6)
         AND ($7::int IS NULL OR opened_at <= now() - make_interval(days => $7)) ORDER BY id LIMIT $8`,
      [queue, state, cursor, district ?? null, outcome ?? null, facility ?? null, olderThanDays ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    return { items: page.map(toCase), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  /** With the record behind it; locked until the transaction ends. */
  async take(manager: EntityManager, queue: CaseQueue, number: string): Promise<StoredCase | null> {
    const [found] = await manager.query<StoredCase[]>(
      `SELECT record_case.*, coalesce(correction, original) AS sealed
       FROM record_case JOIN submitted_record USING (batch_id, row)
       WHERE queue = $1 AND number = $2 FOR UPDATE OF record_case`,
      [queue, number],
    );
    return found ?? null;
  }

  async historyOf(manager: EntityManager, id: string): Promise<CaseDetails['history']> {
    const rows = await manager.query<(Omit<CaseDetails['history'][number], 'at'> & { at: Date })[]>(
      `SELECT at, event, outcomes, by, reason FROM case_event WHERE case_id = $1 ORDER BY id`,
      [id],
    );
    return rows.map(({ at, ...event }) => ({ at: at.toISOString(), ...event }));
  }

  /** Ends an open case without a match, or opens one anew: then it is matched again at once. */
  async move(manager: EntityManager, id: string, to: 'dismissed' | 'open', by: string, reason: string): Promise<void> {
    await manager.query(
      `WITH moved AS (
         UPDATE record_case SET state = $2, updated_at = now(), needs_matching = ($2 = 'open'),
           ended_by = CASE WHEN $2 = 'dismissed' THEN 'dismissal' END,
           opened_at = CASE WHEN $2 = 'open' THEN now() ELSE opened_at END
         WHERE id = $1 RETURNING id, outcomes)
       INSERT INTO case_event (case_id, event, outcomes, by, reason)
       SELECT id, CASE WHEN $2 = 'open' THEN 'reopened' ELSE 'dismissed' END, outcomes, $3, $4 FROM moved`,
      [id, to, by, reason],
    );
  }
}

export function toCase(row: StoredCase): CasePage['items'][number] {
  const { number, state, kind, outcomes, facility, district } = row;
  const { same_number: idNumber, same_name: fullName, same_birth: dateOfBirth, same_sex: sex } = row;
  return {
    ...{ number, state, kind, outcomes, facility, district },
    recordId: row.record_id,
    batchId: row.batch_id,
    row: row.row,
    agrees: { idNumber, fullName, dateOfBirth, sex },
    openedAt: row.opened_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    endedBy: row.ended_by,
  };
}
