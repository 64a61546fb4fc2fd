import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLine } from './csv-line';

describe('csvLine', () => {
  it('quotes a field only for a comma, a quote or a line end', () => {
    expect(csvLine(['a b', 'c,d', 'say "e"', ''])).toBe('a b,"c,d","say ""e""",\r\n');
  });

  it('reads back as it was, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2 }), (fields) => {
        expect(parse(csvLine(fields), { record_delimiter: '\r\n' })).toEqual([fields]);
      }),
    );
  });
});
