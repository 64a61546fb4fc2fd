import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PersonalDataCipher } from '../personal-data/personal-data-cipher';
import type { RowFields } from './row-format';
import { placeOfStagedRows } from './staging';

export interface StagedRow {
  readonly row: number;
  readonly fields: RowFields;
}

/** Rows of an upload that nobody has taken on yet: some hundreds make a chunk. */
@Injectable()
export class StagedRows {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: PersonalDataCipher,
  ) {}

  /** Takes the next chunk of a batch in the file's order: it is gone when the transaction commits. Gives its first row; null at the end. */
  async take(manager: EntityManager, batchId: string): Promise<number | null> {
    const [chunk] = await manager.query<{ row: number }[]>(
      `WITH taken AS (
         DELETE FROM staged_row WHERE batch_id = $1
           AND row = (SELECT row FROM staged_row WHERE batch_id = $1 ORDER BY row LIMIT 1 FOR UPDATE)
         RETURNING row)
       SELECT row FROM taken`,
      [batchId],
    );
    return chunk?.row ?? null;
  }

  /** The first chunk that begins at a row or after it, also while a transaction takes it. */
  async read(batchId: string, from: number): Promise<StagedRow[]> {
    const [chunk] = await this.dataSource.query<{ row: number; sealed: Buffer }[]>(
      `SELECT row, sealed FROM staged_row WHERE batch_id = $1 AND row >= $2 ORDER BY row LIMIT 1`,
      [batchId, from],
    );
    if (!chunk) return [];
    const opened = JSON.parse(this.cipher.open(chunk.sealed, placeOfStagedRows(batchId, chunk.row))) as
      RowFields | RowFields[];
    // What an earlier version staged is a row by itself.
    return [opened].flat().map((fields, place) => ({ row: chunk.row + place, fields }));
  }
}
