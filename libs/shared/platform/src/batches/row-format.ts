import { parse } from 'csv-parse';
import { Transform, type TransformCallback } from 'node:stream';
import { Problem } from '../http/problem';

/** A row as it came: column name to text. A row that cannot be read has no fields, and never stops the others. */
export type RowFields = Readonly<Record<string, string>>;

const longestRow = 65_536;

/** Turns the text of a file into its rows (RFC 4180 with a header row). Fails with 422 when it is no such file at all. */
export function csvRows(columns: readonly string[]): Transform[] {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: longestRow,
    on_skip: (error) => {
      // The parser drops the rest of the chunk after this one, and good rows with it.
      if (error?.code === 'CSV_MAX_RECORD_SIZE') throw rowTooLong();
      // A record that the parser gives up on still is a row of the file: it arrives as one without fields.
      parser.push([]);
    },
  });
  let header: string[] | null = null;
  const toFields = new Transform({
    objectMode: true,
    transform(record: string[], _encoding, done) {
      if (header) return done(null, fieldsOf(record, header, columns));
      header = record.map((name) => name.trim());
      done(problemOfHeader(header, columns));
    },
    flush(done) {
      done(header ? null : new Problem(422, 'FILE_EMPTY', 'The file has no header row.'));
    },
  });
  return [parser, toFields];
}

/** Newline-delimited JSON objects. Fails with 422 when the first line is none. */
export function ndjsonRows(columns: readonly string[]): Transform[] {
  let rest = '';
  let first = true;
  const toFields = (line: string): RowFields => {
    const fields = jsonFields(line, columns);
    if (first && fields === null)
      throw new Problem(422, 'FILE_NOT_NDJSON', 'The first line is not a JSON object with the expected keys.');
    first = false;
    return fields ?? {};
  };
  const emit = function (this: Transform, lines: string[], done: TransformCallback): void {
    try {
      for (const line of lines) if (line.trim() !== '') this.push(toFields(line));
      done();
    } catch (error) {
      done(error as Error);
    }
  };
  return [
    new Transform({
      decodeStrings: false,
      readableObjectMode: true,
      transform(chunk: string, _encoding, done) {
        const lines = (rest + chunk).split(/\r?\n/);
        rest = lines.pop() ?? '';
        if (rest.length > longestRow) return done(rowTooLong());
        emit.call(this, lines, done);
      },
      flush(done) {
        emit.call(this, [rest], done);
      },
    }),
  ];
}

function rowTooLong(): Problem {
  return new Problem(422, 'ROW_TOO_LONG', `A row is longer than ${longestRow} characters, or a quote is not closed.`);
}

function fieldsOf(record: readonly string[], header: readonly string[], columns: readonly string[]): RowFields {
  if (record.length !== header.length) return {};
  const fields: Record<string, string> = {};
  for (const [index, name] of header.entries()) if (columns.includes(name)) fields[name] = record[index] ?? '';
  return fields;
}

function problemOfHeader(header: readonly string[], columns: readonly string[]): Problem | null {
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length === 0) return null;
  const errors = missing.map((column) => ({
    pointer: `/${column}`,
    code: 'COLUMN_MISSING',
    message: `The header has no column ${column}.`,
  }));
  return new Problem(422, 'HEADER_INVALID', 'The header row lacks columns.', { errors });
}

function jsonFields(line: string, columns: readonly string[]): RowFields | null {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    const known = Object.entries(parsed).filter(([name]) => columns.includes(name));
    if (known.length === 0) return null;
    return Object.fromEntries(known.map(([name, value]) => [name, textOf(value)]));
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
