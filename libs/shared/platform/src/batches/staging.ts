import { Transform } from 'node:stream';
import type { PersonalDataCipher } from '../personal-data/personal-data-cipher';
import type { RowFields } from './row-format';

const rowsOfChunk = 1_000;
const charactersOfChunk = 262_144;

/** Where some rows of a batch are sealed for: the first of them names the place. */
export const placeOfStagedRows = (batchId: string, firstRow: number) => `staged_row|sealed|${batchId}|${firstRow}`;

/**
 * Rows to lines of `COPY staged_row (batch_id, row, sealed)`, some hundreds in one: sealing and storing each by itself took most of the
 * time. `onRow` is told of each row.
 */
export function toStagedChunks(batchId: string, cipher: PersonalDataCipher, onRow: () => void): Transform {
  let firstRow = 1;
  let rows: string[] = [];
  let characters = 0;
  const seal = (): string => {
    const sealed = cipher.seal(`[${rows.join(',')}]`, placeOfStagedRows(batchId, firstRow));
    const line = `${batchId}\t${firstRow}\t\\\\x${sealed.toString('hex')}\n`;
    firstRow += rows.length;
    rows = [];
    characters = 0;
    return line;
  };
  return new Transform({
    writableObjectMode: true,
    transform(fields: RowFields, _encoding, done) {
      onRow();
      const row = JSON.stringify(fields);
      rows.push(row);
      characters += row.length;
      if (rows.length < rowsOfChunk && characters < charactersOfChunk) return done();
      done(null, seal());
    },
    flush(done) {
      done(null, rows.length > 0 ? seal() : undefined);
    },
  });
}
