import { caseNumberOf, readCaseNumber } from './case-number';
import { queueOf } from './case-queue';

describe('a case number', () => {
  it('is read as people write it', () => {
    const number = caseNumberOf(Uint8Array.from([0, 1, 10, 31, 63, 200, 7, 8, 9, 255]));

    expect(number).toBe('01AZZ-8789Z');
    for (const written of [number, ' o1azz 8789z', 'OLAZZ8789Z', '0iazz-8789z'])
      expect(readCaseNumber(written)).toBe(number);
  });

  it.each(['', '01AZZ-8789', '01AZZ-8789ZZ', '01AZU-8789Z', "' OR 1=1--"])('is not %s', (written) => {
    expect(readCaseNumber(written)).toBeNull();
  });
});

describe('queueOf', () => {
  it.each([
    [['NAME_MISMATCH'], 'identity'],
    [['DOSE_DATE_INVALID', 'ID_NOT_IN_REGISTER'], 'identity'],
    [['ID_MISSING'], 'vaccination'],
    [['ROW_INVALID', 'ID_MALFORMED'], 'vaccination'],
    [['DOSE_CONFLICT'], 'vaccination'],
  ] as const)('%j: %s', (outcomes, queue) => {
    expect(queueOf(outcomes)).toBe(queue);
  });
});
