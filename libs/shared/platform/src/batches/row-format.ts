import { Transform, type TransformCallback } from 'node:stream';
import { Problem } from '../http/problem';
import { csvRecords } from './csv-records';

/** A row as it came: column name to text. A row that cannot be read has no fields, and never stops the others. */
export type RowFields = Readonly<Record<string, string>>;

export interface BatchColumns {
  readonly required: readonly string[];
  /** What a file may leave out. */
  readonly optional?: readonly string[];
}

const longestRow = 65_536;

/** Turns the text of a file into its rows (RFC 4180 with a header row). Fails with 422 when it is no such file at all. */
export function csvRows({ required, optional = [] }: BatchColumns): Transform[] {
  const known = [...required, ...optional];
  let header: string[] | null = null;
  const toFields = new Transform({
    objectMode: true,
    transform(record: string[], _encoding, done) {
      if (header) return done(null, fieldsOf(record, header, known));
      header = record.map((name) => name.trim());
      done(problemOfHeader(header, required));
    },
    flush(done) {
      done(header ? null : new Problem(422, 'FILE_EMPTY', 'The file has no header row.'));
    },
  });
  return [csvRecords(), toFields];
}

/** Newline-delimited JSON objects. Fails with 422 when the first line is none. */
export function ndjsonRows({ required, optional = [] }: BatchColumns): Transform[] {
  const columns = [...required, ...optional];
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
        // A line that is too long is cut to one that cannot be read, and costs itself only.
        if (rest.length > longestRow) rest = rest.slice(0, longestRow);
        emit.call(this, lines, done);
      },
      flush(done) {
        emit.call(this, [rest], done);
      },
    }),
  ];
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
