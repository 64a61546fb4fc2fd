import { infectionColumns, optionalRecordColumns, vaccinationColumns } from '@entry/contracts/vocabulary/batch-columns';
import { toTemplate } from '@entry/platform/batches/batch-template';
import { templateRows } from './template-rows';

describe('the template of record batches', () => {
  it.each([
    ['vaccination', vaccinationColumns],
    ['infection', infectionColumns],
  ] as const)('has every column of %s records, and fills in those that must be there', (kind, columns) => {
    const [header, ...rows] = toTemplate([...columns, ...optionalRecordColumns], templateRows[kind])
      .trim()
      .split('\r\n');

    expect(header).toBe([...columns, ...optionalRecordColumns].join(','));
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row.split(',').slice(0, columns.length)).not.toContain('');
  });
});
