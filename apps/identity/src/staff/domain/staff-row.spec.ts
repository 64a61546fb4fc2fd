import { readStaffRow } from './staff-row';

const today = '2026-11-23';
const fields = (overrides: Record<string, string> = {}) => ({
  employee_code: 'NV-017',
  full_name: 'Nguyễn Văn Mẫu',
  date_of_birth: '15/03/1990',
  sex: 'Nam',
  id_number: '001090000000',
  phone: '0900000000',
  vaccinated: 'có',
  vaccinated_on: '2021-10-24',
  vaccinated_at: 'Trạm Y tế phường Mẫu',
  certificate: 'GCN-5521',
  ...overrides,
});

describe('a row of a roster', () => {
  it('tells who somebody is, and what shows that they are vaccinated', () => {
    expect(readStaffRow(fields(), today)).toEqual({
      employeeCode: 'NV-017',
      person: { idNumber: '001090000000', fullName: 'Nguyễn Văn Mẫu', dateOfBirth: '1990-03-15', sex: 'male' },
      vaccinated: true,
      evidence: { vaccinatedOn: '2021-10-24', place: 'Trạm Y tế phường Mẫu', certificate: 'GCN-5521' },
    });
  });

  it.each(['', 'a b', 'NV-001090000000', '001.090.000.000', 'x'.repeat(65)])('has no code in %j', (employee_code) => {
    expect(readStaffRow(fields({ employee_code }), today).employeeCode).toBeNull();
  });

  it.each([
    ['true', true],
    ['X', true],
    ['Có', true],
    ['', false],
    ['không', false],
    ['maybe', null],
  ])('takes %j for %s', (vaccinated, expected) => {
    expect(readStaffRow(fields({ vaccinated }), today).vaccinated).toBe(expected);
  });

  it('keeps no evidence that tells the number, and none for who is not vaccinated', () => {
    const certificate = 'GCN 001090000000';

    expect(readStaffRow(fields({ certificate }), today).evidence).toMatchObject({ certificate: null });
    expect(readStaffRow(fields({ vaccinated: 'no' }), today).evidence).toBeNull();
    const nothing = { vaccinated_on: '', vaccinated_at: '', certificate: '' };
    expect(readStaffRow(fields(nothing), today).evidence).toBeNull();
  });
});
