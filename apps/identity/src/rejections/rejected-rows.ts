import type { OutcomeCode } from '@entry/contracts/vocabulary/outcomes';
import type { Rejection } from '@entry/platform/batches/batch-rejections';
import type { RowFields } from '@entry/platform/batches/row-format';
import { PersonalDataCipher } from '@entry/platform/personal-data/personal-data-cipher';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { Readable } from 'node:stream';
import { DataSource, type EntityManager } from 'typeorm';
import { placeOf } from '../authentication/submitted-record.repository';

export interface RejectedRow {
  readonly row: number;
  readonly fields: RowFields;
  readonly reasons: OutcomeCode[];
}

/** Rows as they came, sealed, and given back to who sent them to be put right. */
@Injectable()
export class RejectedRows {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: PersonalDataCipher,
  ) {}

  /** Keeps rows of the register that were refused: those of health records are kept all. */
  async keep(manager: EntityManager, batchId: string, rows: readonly RejectedRow[]): Promise<void> {
    if (rows.length === 0) return;
    await manager.query(
      `INSERT INTO submitted_record (batch_id, row, kind, original, outcome, reasons, authenticated_at)
       SELECT $1, row, 'population', original, 'invalid', string_to_array(reasons, ','), now()
       FROM unnest($2::int[], $3::bytea[], $4::text[]) AS refused (row, original, reasons) ON CONFLICT DO NOTHING`,
      [
        batchId,
        rows.map(({ row }) => row),
        rows.map(({ row, fields }) => this.cipher.seal(JSON.stringify(fields), placeOf(batchId, row))),
        rows.map(({ reasons }) => reasons.join(',')),
      ],
    );
  }

  /**
   * CSV of the rejections: `row`, the row's number in the file that was sent, and `outcomes`, then each column with the text that came. A
   * row that could not be read as one has its number and outcomes alone. Memory holds one page.
   */
  toCsv(batchId: string, columns: readonly string[], pages: AsyncIterable<readonly Rejection[]>): Readable {
    const lines = (rows: readonly (readonly string[])[]) =>
      stringify(
        [...rows].map((row) => [...row]),
        { record_delimiter: 'windows' },
      );
    const find = (rows: readonly number[]) => this.find(batchId, rows);
    return Readable.from(
      (async function* () {
        yield lines([['row', 'outcomes', ...columns]]);
        for await (const page of pages) {
          const fieldsOf = await find(page.map(({ row }) => row));
          yield lines(
            page.map(({ row, outcomes }) => [
              String(row),
              outcomes.join(' '),
              ...columns.map((column) => fieldsOf.get(row)?.[column] ?? ''),
            ]),
          );
        }
      })(),
    );
  }

  private async find(batchId: string, rows: readonly number[]): Promise<Map<number, RowFields>> {
    const found = await this.dataSource.query<{ row: number; original: Buffer }[]>(
      `SELECT row, original FROM submitted_record WHERE batch_id = $1 AND row = ANY($2::int[])`,
      [batchId, rows],
    );
    return new Map(
      found.map(({ row, original }) => [
        row,
        JSON.parse(this.cipher.open(original, placeOf(batchId, row))) as RowFields,
      ]),
    );
  }
}
