import { stringify } from 'csv-stringify/sync';
import { Readable } from 'node:stream';

export const tableTypes = ['text/csv', 'application/x-ndjson'] as const;
export type TableType = (typeof tableTypes)[number];
type Row = Readonly<Record<string, unknown>>;

const cellOf = (value: unknown) => {
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'boolean' ? String(value) : value;
};
const lineOf = (cells: readonly unknown[][]) => stringify([...cells], { record_delimiter: 'windows' });

/**
 * Rows as CSV (RFC 4180, with a header row even when there is none else, lists with blanks between) or as NDJSON, a JSON object a line.
 * Memory holds one page, however many there are and however slowly they are taken.
 */
export function toTableStream(
  type: TableType,
  columns: readonly string[],
  pages: AsyncIterable<readonly Row[]>,
): Readable {
  const write = {
    'text/csv': (page: readonly Row[]) => lineOf(page.map((row) => columns.map((column) => cellOf(row[column])))),
    'application/x-ndjson': (page: readonly Row[]) => page.map((row) => `${JSON.stringify(row)}\n`).join(''),
  }[type];
  return Readable.from(
    (async function* () {
      if (type === 'text/csv') yield lineOf([[...columns]]);
      for await (const page of pages) yield write(page);
    })(),
  );
}
