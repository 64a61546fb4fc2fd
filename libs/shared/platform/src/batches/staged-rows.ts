import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PersonalDataCipher } from '../personal-data/personal-data-cipher';
import { placeOfStagedRow } from './batch-upload';
import type { RowFields } from './row-format';

export interface StagedRow {
  readonly row: number;
  readonly fields: RowFields;
}

/** Rows of an upload that nobody has taken on yet. */
@Injectable()
export class StagedRows {
  constructor(private readonly cipher: PersonalDataCipher) {}

  /** The next rows of a batch in the file's order; they are gone when the transaction commits. */
  async take(manager: EntityManager, batchId: string, limit: number): Promise<StagedRow[]> {
    const rows = await manager.query<{ row: number; sealed: Buffer }[]>(
      `WITH taken AS (
         DELETE FROM staged_row WHERE batch_id = $1
           AND row IN (SELECT row FROM staged_row WHERE batch_id = $1 ORDER BY row LIMIT $2 FOR UPDATE)
         RETURNING row, sealed)
       SELECT row, sealed FROM taken ORDER BY row`,
      [batchId, limit],
    );
    return rows.map(({ row, sealed }) => ({
      row,
      fields: JSON.parse(this.cipher.open(sealed, placeOfStagedRow(batchId, row))) as RowFields,
    }));
  }
}
