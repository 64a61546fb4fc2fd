import { Transform, type TransformCallback } from 'node:stream';

const longestRow = 65_536;
/** A quote that is not closed within so many lines belongs to a damaged line, not to a long field. */
const linesOfARecord = 20;

/**
 * Text to the records of RFC 4180, each as its fields; a line that cannot be read is a record of none, and stops no other.
 * Quotes inside an unquoted field stand for themselves.
 */
export function csvRecords(): Transform {
  let rest = '';
  let skipsLine = false;
  let open: string[] = [];
  const take = (line: string, push: (record: string[]) => void): void => {
    const lines = [...open, line];
    const text = lines.join('\n').replace(/\r$/, '');
    if (text.trim() === '') return;
    const record = text.length > longestRow ? [] : splitRecord(text);
    open = [];
    if (record !== null) return push(record);
    if (lines.length < linesOfARecord) open = lines;
    else giveUp(lines, push);
  };
  const giveUp = ([, ...others]: string[], push: (record: string[]) => void): void => {
    open = [];
    push([]);
    for (const line of others) take(line, push);
  };
  return new Transform({
    decodeStrings: false,
    readableObjectMode: true,
    transform(chunk: string, _encoding, done: TransformCallback) {
      const push = (record: string[]) => void this.push(record);
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!skipsLine) take(line, push);
        skipsLine = false;
      }
      if (rest.length > longestRow) {
        if (!skipsLine) push([]);
        skipsLine = true;
        rest = '';
      }
      done();
    },
    flush(done: TransformCallback) {
      const push = (record: string[]) => void this.push(record);
      if (!skipsLine) take(rest, push);
      while (open.length > 0) giveUp(open, push);
      done();
    },
  });
}

/** The fields of a record; null while a quoted field is open. Quotes inside an unquoted field stand for themselves. */
function splitRecord(text: string): string[] | null {
  if (!text.includes('"')) return text.split(',');
  const fields: string[] = [];
  for (let at = 0; ; at += 1) {
    let field = '';
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        const quote = text.indexOf('"', at);
        if (quote === -1) return null;
        field += text.slice(at, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        field += '"';
      }
    }
    const comma = text.indexOf(',', at);
    fields.push(field + text.slice(at, comma === -1 ? undefined : comma));
    if (comma === -1) return fields;
    at = comma;
  }
}
