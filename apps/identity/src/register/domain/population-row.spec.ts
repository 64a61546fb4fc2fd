import { readPopulationRow } from './population-row';

const today = '2022-02-01';
const aRow = (overrides: Record<string, string> = {}) => ({
  id_number: '001090000001',
  old_id_number: '012345678',
  full_name: 'Nguyễn Văn An',
  date_of_birth: '1990-03-15',
  sex: 'Nam',
  residence: 'Số 1, Phúc Xá, Ba Đình, Hà Nội',
  card_issued_on: '2021-04-10',
  status: 'active',
  ...overrides,
});

describe('readPopulationRow', () => {
  it('reads a person', () => {
    expect(readPopulationRow(aRow(), today)).toEqual({
      outcome: 'person',
      person: {
        idNumber: '001090000001',
        oldIdNumber: '012345678',
        fullName: 'Nguyễn Văn An',
        dateOfBirth: '1990-03-15',
        sex: 'male',
        residence: 'Số 1, Phúc Xá, Ba Đình, Hà Nội',
        cardIssuedOn: '2021-04-10',
        status: 'active',
      },
    });
  });

  it.each([
    ['no chip card yet', { card_issued_on: '' }],
    ['no old number', { old_id_number: '' }],
    ['a year of birth alone', { date_of_birth: '1950' }],
  ])('takes %s', (_, overrides) => {
    expect(readPopulationRow(aRow(overrides), today).outcome).toBe('person');
  });

  it.each([
    [{ id_number: '' }, ['ID_MISSING']],
    [{ id_number: '1.09E+09' }, ['ID_MALFORMED']],
    [{ id_number: '12345', status: 'gone' }, ['ID_MALFORMED', 'ROW_INVALID']],
    [{ old_id_number: '12' }, ['ROW_INVALID']],
    [{ full_name: '' }, ['ROW_INVALID']],
    [{ date_of_birth: '2022-02-02' }, ['ROW_INVALID']],
    [{ card_issued_on: '2022-02-02' }, ['ROW_INVALID']],
    [{ card_issued_on: 'soon' }, ['ROW_INVALID']],
    [{ sex: '' }, ['ROW_INVALID']],
  ])('refuses %j', (overrides, reasons) => {
    expect(readPopulationRow(aRow(overrides), today)).toEqual({ outcome: 'invalid', reasons });
  });

  it('refuses a row that could not be read', () => {
    expect(readPopulationRow({}, today)).toEqual({ outcome: 'invalid', reasons: ['ID_MISSING', 'ROW_INVALID'] });
  });
});
