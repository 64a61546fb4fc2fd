import { PersonalDataCipher } from '@entry/platform/personal-data/personal-data-cipher';
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

  private seal({ batchId, row, fields }: RecordSubmittedV1): Buffer {
    return this.cipher.seal(JSON.stringify(fields), `submitted_record|original|${batchId}|${row}`);
  }
}
