import { authenticate, bestOf, findIdProblem, type Comparison } from './authenticate';

/** A record that agrees in all four fields; each test changes only what it is about. */
const aComparison = (overrides: Partial<Comparison> = {}): Comparison => ({
  foundBy: 'number',
  cancelled: false,
  name: true,
  exactName: true,
  dateOfBirth: true,
  sex: true,
  ...overrides,
});

describe('authenticate', () => {
  it('matches when all four fields agree', () => {
    expect(authenticate(aComparison())).toEqual({ outcome: 'matched', notes: [] });
  });

  it.each([
    ['ID_CANCELLED', { cancelled: true }],
    ['NAME_MISMATCH', { name: false, exactName: false }],
    ['DOB_MISMATCH', { dateOfBirth: false }],
    ['SEX_MISMATCH', { sex: false }],
  ])('does not match with %s', (reason, given) => {
    expect(authenticate(aComparison(given))).toEqual({ outcome: 'mismatched', reasons: [reason] });
  });

  it('names every field that differs', () => {
    expect(authenticate(aComparison({ name: false, dateOfBirth: false, sex: false }))).toEqual({
      outcome: 'mismatched',
      reasons: ['NAME_MISMATCH', 'DOB_MISMATCH', 'SEX_MISMATCH'],
    });
  });

  it('notes an old number and missing diacritics beside a match', () => {
    expect(authenticate(aComparison({ foundBy: 'old-number', exactName: false }))).toEqual({
      outcome: 'matched',
      notes: ['ID_IS_OLD_CMND', 'NAME_NO_DIACRITICS'],
    });
  });
});

describe('bestOf', () => {
  it('takes the citizen that fits, of two who had the same old number', () => {
    const other = aComparison({ foundBy: 'old-number', name: false, sex: false });
    const same = aComparison({ foundBy: 'old-number' });
    expect(bestOf([other, same])).toBe(same);
    expect(bestOf([same, other])).toBe(same);
  });

  it('finds nobody among none', () => {
    expect(bestOf([])).toBeNull();
  });
});

describe('findIdProblem', () => {
  it.each([
    ['', 'ID_MISSING'],
    ['1.09E+09', 'ID_MALFORMED'],
    ['12345678', 'ID_MALFORMED'],
    ['00109000000a', 'ID_MALFORMED'],
    ['012345678', null],
    ['001090000001', null],
  ])('says of %j: %j', (number, problem) => {
    expect(findIdProblem(number)).toBe(problem);
  });
});
