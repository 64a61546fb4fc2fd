import fc from 'fast-check';
import { Readable } from 'node:stream';
import { csvRecords } from './csv-records';

/** The records of a text that comes in pieces. */
async function recordsOf(text: string, pieceLength = 7): Promise<string[][]> {
  const pieces = text.match(new RegExp(`[\\s\\S]{1,${pieceLength}}`, 'g')) ?? [];
  return Readable.from(pieces, { objectMode: false, encoding: 'utf8' }).pipe(csvRecords()).toArray() as Promise<
    string[][]
  >;
}
const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;
const rows = (count: number) => Array.from({ length: count }, (_, row) => `${row},name`).join('\r\n');

describe('csvRecords', () => {
  it.each([
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['"a ""x"", y","line 1\nline 2",', [['a "x", y', 'line 1\nline 2', '']]],
    ['a,b"c"d\r\n', [['a', 'b"c"d']]],
    ['a\r\n\r\n  \r\nb', [['a'], ['b']]],
    ['', []],
  ])('reads %j', async (text, records) => {
    expect(await recordsOf(text)).toEqual(records);
  });

  it('gives back what was written, however the text is cut', async () => {
    const field = fc.string();
    const record = fc.array(field, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (records, cut) => {
          const text = records.map((fields) => fields.map(quoted).join(',')).join('\r\n');
          const blank = (fields: string[]) => fields.every((each) => each.split('\n').length < 20);
          fc.pre(records.every(blank));
          expect(await recordsOf(text, cut)).toEqual(records);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('loses one line to a quote that is never closed, and no other', async () => {
    const records = await recordsOf(`${rows(10)}\r\n10,"name\r\n${rows(100)}`, 1_000);
    expect(records).toHaveLength(111);
    expect(records.filter((record) => record.length === 0)).toHaveLength(1);
  });

  it('loses one line that is too long, and no other', async () => {
    const records = await recordsOf(`${rows(2)}\n${'x'.repeat(200_000)}\n${rows(2)}`, 10_000);
    expect(records.map(({ length }) => length)).toEqual([2, 2, 0, 2, 2]);
  });
});
