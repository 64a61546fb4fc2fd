import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PersonalDataCipher } from '../personal-data/personal-data-cipher';
import type { RowFields } from './row-format';
import { placeOfStagedRows } from './staging';

export interface StagedRow {
  readonly row: number;
  readonly fields: RowFields;
}

/** Rows of an upload that nobody has taken on yet. */
@Injectable()
export class StagedRows {
  constructor(private readonly cipher: PersonalDataCipher) {}

  /** The next rows of a batch in the file's order, some hundreds at most, none at its end; they are gone when the transaction commits. */
  async take(manager: EntityManager, batchId: string): Promise<StagedRow[]> {
    const [chunk] = await manager.query<{ row: number; sealed: Buffer }[]>(
      `WITH taken AS (
         DELETE FROM staged_row WHERE batch_id = $1
           AND row = (SELECT row FROM staged_row WHERE batch_id = $1 ORDER BY row LIMIT 1 FOR UPDATE)
         RETURNING row, sealed)
       SELECT row, sealed FROM taken`,
      [batchId],
    );
    if (!chunk) return [];
    const opened = JSON.parse(this.cipher.open(chunk.sealed, placeOfStagedRows(batchId, chunk.row))) as
      RowFields | RowFields[];
    // What an earlier version staged is a row by itself.
    return [opened].flat().map((fields, place) => ({ row: chunk.row + place, fields }));
  }
}
