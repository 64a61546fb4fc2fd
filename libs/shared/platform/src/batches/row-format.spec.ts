import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvRows, ndjsonRows, type RowFields } from './row-format';
import { decodeUtf8 } from './text-decoding';

const columns = ['record_id', 'full_name', 'facility'];

/** What comes out of a file that arrives in pieces of these sizes, over and over. */
async function rowsOf(
  steps: typeof csvRows,
  file: string | Buffer,
  sizes: readonly number[] = [65_536],
): Promise<RowFields[]> {
  const bytes = Buffer.from(file);
  const pieces: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  const rows: RowFields[] = [];
  const collect = new Writable({
    objectMode: true,
    write(row: RowFields, _encoding, done) {
      rows.push(row);
      done();
    },
  });
  await pipeline([
    Readable.from(pieces),
    decodeUtf8(),
    ...steps({ required: columns, optional: ['revision'] }),
    collect,
  ] as never as NodeJS.ReadWriteStream[]);
  return rows;
}

const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 });
/** Neither lone surrogates, which UTF-8 cannot hold, nor a BOM, which the first cell would lose. */
const cell = fc
  .string({ unit: fc.constantFrom(...'aZ9 ,;"\'|\n\rđữ\u0309😀') })
  .filter((text) => text.isWellFormed() && !/^\r|\r$/.test(text));
const table = fc.array(fc.record({ record_id: cell, full_name: cell, facility: cell }));

describe('csvRows', () => {
  it('reads back whatever a CSV writer wrote, in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(table, sizes, fc.constantFrom('\r\n', '\n'), fc.boolean(), async (rows, pieces, end, bom) => {
        const file = stringify(rows, { header: true, columns, record_delimiter: end, bom, quoted: true });

        expect(await rowsOf(csvRows, file, pieces)).toEqual(rows);
      }),
    );
  });

  it('finds columns by their names, in any order and among others', async () => {
    const file = 'note, facility ,full_name,record_id\nx,"Trạm y tế, Phúc Xá","Nguyễn ""Tý""",V1\n';

    expect(await rowsOf(csvRows, file)).toEqual([
      { record_id: 'V1', full_name: 'Nguyễn "Tý"', facility: 'Trạm y tế, Phúc Xá' },
    ]);
  });

  it('gives a row that cannot be read a place without fields, and the rows around it theirs', async () => {
    const good = (id: string) => ({ record_id: id, full_name: 'An', facility: 'F' });
    const file = 'record_id,full_name,facility\nV1,An,F\nV2,too few\nV3,An,F,too many\n\nV4,An,F\n"V5,never closed\n';

    expect(await rowsOf(csvRows, file)).toEqual([good('V1'), {}, {}, good('V4'), {}]);
  });
});

describe('a column that may be left out', () => {
  it('is taken where the file has it, and columns that nobody knows are not', async () => {
    const file = 'note,record_id,revision,full_name,facility\nx,V1,2,An,F\n';

    expect(await rowsOf(csvRows, file)).toEqual([{ record_id: 'V1', revision: '2', full_name: 'An', facility: 'F' }]);
  });
});

describe('ndjsonRows', () => {
  it('reads back whatever was written, in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(table, sizes, fc.constantFrom('\r\n', '\n'), fc.boolean(), async (rows, pieces, end, closed) => {
        const file = rows.map((row) => JSON.stringify(row)).join(end) + (closed ? end : '');

        expect(await rowsOf(ndjsonRows, file, pieces)).toEqual(rows);
      }),
    );
  });

  it('takes numbers and truth values for their text, and whatever has no text for none', async () => {
    const file = '\uFEFF{"record_id":17,"full_name":true,"facility":null,"note":1}\n\n{"record_id":["V1"]}';

    expect(await rowsOf(ndjsonRows, file)).toEqual([
      { record_id: '17', full_name: 'true', facility: '' },
      { record_id: '' },
    ]);
  });

  it('gives a line that is no such object a place without fields', async () => {
    const file = '{"record_id":"V1"}\n{"record_id":\n[1]\n{"other":1}\nnull\n{"record_id":"V2"}\n';

    expect(await rowsOf(ndjsonRows, file)).toEqual([{ record_id: 'V1' }, {}, {}, {}, {}, { record_id: 'V2' }]);
  });
});

describe('decodeUtf8', () => {
  const rows = (count: number) => 'V1,An,F\n'.repeat(count);

  it('refuses what is no UTF-8 from its first bytes on', async () => {
    const file = Buffer.from(`record_id,full_name,facility\nV1,Nguy\xeat,F\n`, 'latin1');

    await expect(rowsOf(csvRows, file)).rejects.toMatchObject({ status: 422, code: 'FILE_NOT_UTF8' });
  });

  it('spoils only the row of a character that is broken far behind', async () => {
    const [before, behind] = [10_000, 100];
    const file = Buffer.concat([
      Buffer.from(`record_id,full_name,facility\n${rows(before)}`),
      Buffer.from('V2,Nguy\xeat,F\n', 'latin1'),
      Buffer.from(rows(behind)),
    ]);
    const read = await rowsOf(csvRows, file, [4_096]);

    expect(read).toHaveLength(before + 1 + behind);
    expect(read[before]).toEqual({ record_id: 'V2', full_name: 'Nguy\uFFFDt', facility: 'F' });
  });
});
