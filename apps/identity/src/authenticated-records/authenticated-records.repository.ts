import { PersonalDataCipher } from '@entry/platform/personal-data/personal-data-cipher';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordStreams } from '../authentication/record-streams';
import { SubmittedRecordRepository, type RecordKind } from '../authentication/submitted-record.repository';
import type { RegisteredPerson } from '../register/domain/population-row';
import type { AuthenticatedRecord } from './authenticated-records.schemas';
import { writePosition, type Position } from './position';

interface StoredEntry {
  readonly xid: string;
  readonly batch_id: string;
  readonly row: number;
  readonly kind: RecordKind;
  readonly record_id: string;
  readonly facility: string | null;
  readonly sealed: Buffer;
  readonly subject: string;
  readonly personal: Buffer;
  readonly authenticated_at: Date;
  readonly day: string;
}

/**
 * Transactions that are still under way, and all that began after the oldest of them, wait: what commits later then stands behind
 * everything that was read before, and nothing is passed over.
 */
const settled = `outcome = 'matched' AND kind <> 'population' AND submitted_record.xid < pg_snapshot_xmin(pg_current_snapshot())`;

/** Every record that the register confirms, in the order in which it came to do so. */
@Injectable()
export class AuthenticatedRecordRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: PersonalDataCipher,
    private readonly records: SubmittedRecordRepository,
  ) {}

  async findAfter({ xid, batchId, row }: Position, limit: number): Promise<AuthenticatedRecord[]> {
    const entries = await this.dataSource.query<StoredEntry[]>(
      `SELECT submitted_record.xid::text, batch_id, row, kind, record_id, facility, coalesce(correction, original) AS sealed, subject,
         personal, authenticated_at, to_char(authenticated_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS day
       FROM submitted_record JOIN citizen USING (subject)
       WHERE ${settled} AND (submitted_record.xid, batch_id, row) > ($1::xid8, $2::uuid, $3::int)
       ORDER BY submitted_record.xid, batch_id, row LIMIT $4`,
      [xid, batchId, row, limit],
    );
    return entries.map((entry) => this.toRecord(entry));
  }

  /** Whether an entry stands there that was given out, or could have been. */
  async exists({ xid, batchId, row }: Position): Promise<boolean> {
    const found = await this.dataSource.query<object[]>(
      `SELECT FROM submitted_record WHERE ${settled} AND submitted_record.xid = $1::xid8 AND batch_id = $2 AND row = $3`,
      [xid, batchId, row],
    );
    return found.length > 0;
  }

  /** All that is settled behind a position, page by page. */
  async *readAfter(position: Position, rowsOfPage: number): AsyncGenerator<AuthenticatedRecord[]> {
    for (let after = position; ;) {
      const page = await this.findAfter(after, rowsOfPage);
      if (page.length > 0) yield page;
      const last = page.at(-1);
      if (page.length < rowsOfPage || !last) return;
      const [xid = '', batchId = '', row] = last.position.split('.');
      after = { xid, batchId, row: Number(row) };
    }
  }

  private toRecord(entry: StoredEntry): AuthenticatedRecord {
    const { xid, batch_id: batchId, row, kind, subject } = entry;
    const person = JSON.parse(this.cipher.open(entry.personal, `citizen|personal|${subject}`)) as RegisteredPerson;
    const read = recordStreams[kind].read(this.records.open({ batchId, row, sealed: entry.sealed }), entry.day);
    const facts = { doseNumber: null, vaccine: null, event: null, ...(read.facts as object) };
    const { idNumber, fullName, dateOfBirth, sex } = person;
    return {
      position: writePosition({ xid, batchId, row }),
      kind,
      recordId: entry.record_id,
      revision: read.revision,
      withdrawn: read.withdrawn,
      ...{ idNumber, fullName, dateOfBirth, sex },
      ...{ doseNumber: facts.doseNumber, vaccine: facts.vaccine, event: facts.event },
      happenedOn: read.happenedOn ?? entry.day,
      facility: entry.facility,
      authenticatedAt: entry.authenticated_at.toISOString(),
    };
  }
}
