import { PersonalDataCipher } from '@entry/platform/personal-data/personal-data-cipher';
import type { RowFields } from '@entry/platform/batches/row-format';
import type { RecordSubmittedV1 } from '@entry/contracts/events/record-submitted.v1';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RecordRow } from './domain/record-row';
import type { Authenticated } from './record-authenticator';

export type RecordKind = 'vaccination' | 'infection';

export interface AuthenticatedRecord {
  readonly submitted: RecordSubmittedV1;
  readonly record: RecordRow<unknown>;
  readonly result: Authenticated<unknown>;
}

export interface MatchedAgain {
  readonly batchId: string;
  readonly row: number;
  readonly subject: string;
  /** Null: it matches as it came. */
  readonly corrected: RowFields | null;
}

export const placeOf = (batchId: string, row: number) => `submitted_record|original|${batchId}|${row}`;

/** Every submitted record as it came, sealed, with what became of it. */
@Injectable()
export class SubmittedRecordRepository {
  constructor(private readonly cipher: PersonalDataCipher) {}

  /** A row that is there already stays as it is. */
  async add(manager: EntityManager, kind: RecordKind, records: readonly AuthenticatedRecord[]): Promise<void> {
    await manager.query(
      `INSERT INTO submitted_record (batch_id, row, kind, record_id, original, outcome, reasons, subject, authenticated_at,
         facility, happened_on, claimed_subject, claimed_old_number_tag)
       SELECT batch_id, row, $1, record_id, original, outcome, string_to_array(reasons, ','), subject, now(),
         facility, happened_on, claimed_subject, claimed_old_number_tag
       FROM unnest($2::uuid[], $3::int[], $4::text[], $5::bytea[], $6::text[], $7::text[], $8::text[],
           $9::text[], $10::date[], $11::text[], $12::text[])
         AS record (batch_id, row, record_id, original, outcome, reasons, subject, facility, happened_on, claimed_subject, claimed_old_number_tag)
       ON CONFLICT DO NOTHING`,
      [
        kind,
        records.map(({ submitted }) => submitted.batchId),
        records.map(({ submitted }) => submitted.row),
        records.map(({ result }) => result.recordId),
        records.map(({ submitted }) => this.seal(submitted)),
        records.map(({ result }) => result.outcome),
        records.map(({ result }) => result.reasons.join(',')),
        records.map(({ result }) => result.subject),
        records.map(({ record }) => record.facility),
        records.map(({ record }) => record.happenedOn),
        records.map(({ result }) => result.claimed?.subject ?? null),
        records.map(({ result }) => result.claimed?.oldNumberTag ?? null),
      ],
    );
  }

  /**
   * A row that failed and matches now, as it came or as it was corrected. Gives which attempt this was of each, in their order; a row
   * that has matched meanwhile is not among them.
   */
  async matchAgain(manager: EntityManager, rows: readonly MatchedAgain[]): Promise<number[]> {
    const stored = await manager.query<{ batch_id: string; row: number; attempt: number }[]>(
      `WITH matched AS (
         UPDATE submitted_record SET outcome = 'matched', reasons = '{}', subject = again.subject, claimed_subject = NULL,
           claimed_old_number_tag = NULL, correction = coalesce(again.correction, submitted_record.correction),
           attempt = attempt + 1, authenticated_at = now(), xid = pg_current_xact_id()
         FROM unnest($1::uuid[], $2::int[], $3::text[], $4::bytea[]) AS again (batch_id, row, subject, correction)
         WHERE submitted_record.batch_id = again.batch_id AND submitted_record.row = again.row
         RETURNING submitted_record.batch_id, submitted_record.row, attempt)
       SELECT * FROM matched`,
      [
        rows.map(({ batchId }) => batchId),
        rows.map(({ row }) => row),
        rows.map(({ subject }) => subject),
        rows.map(({ batchId, row, corrected }) => corrected && this.seal({ batchId, row, fields: corrected })),
      ],
    );
    const attempts = new Map(stored.map(({ batch_id, row, attempt }) => [`${batch_id}:${row}`, attempt]));
    return rows.map(({ batchId, row }) => attempts.get(`${batchId}:${row}`) ?? 1);
  }

  /** A row as it came, or as it was corrected since. */
  open({ batchId, row, sealed }: { batchId: string; row: number; sealed: Buffer }): RowFields {
    return JSON.parse(this.cipher.open(sealed, placeOf(batchId, row))) as RowFields;
  }

  private seal({ batchId, row, fields }: Pick<RecordSubmittedV1, 'batchId' | 'row' | 'fields'>): Buffer {
    return this.cipher.seal(JSON.stringify(fields), placeOf(batchId, row));
  }
}
