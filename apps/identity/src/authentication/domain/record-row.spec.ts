import { readInfectionRow, readVaccinationRow } from './record-row';

const today = '2022-02-01';
const aVaccination = (overrides: Record<string, string> = {}) => ({
  record_id: 'V-1',
  full_name: 'Nguyễn Văn An',
  date_of_birth: '15/03/1990',
  sex: 'Nam',
  id_number: '001090000001',
  dose_number: '2',
  vaccine: 'astra zeneca',
  vaccinated_on: '2021-09-01',
  facility: 'Trạm y tế Phúc Xá',
  ...overrides,
});
const anInfection = (overrides: Record<string, string> = {}) => ({
  ...aVaccination(),
  event: 'positive',
  occurred_on: '2022-01-20',
  ...overrides,
});

describe('readVaccinationRow', () => {
  it('reads a record', () => {
    expect(readVaccinationRow(aVaccination(), today)).toEqual({
      recordId: 'V-1',
      person: { idNumber: '001090000001', fullName: 'Nguyễn Văn An', dateOfBirth: '1990-03-15', sex: 'male' },
      facility: 'Trạm y tế Phúc Xá',
      happenedOn: '2021-09-01',
      revision: null,
      withdrawn: false,
      facts: { doseNumber: 2, vaccine: 'AstraZeneca', vaccinatedOn: '2021-09-01' },
      invalid: [],
    });
  });

  it.each([
    [
      { revision: '7', withdrawn: 'TRUE' },
      { revision: 7, withdrawn: true },
    ],
    [
      { revision: '0', withdrawn: 'Có' },
      { revision: 0, withdrawn: true },
    ],
    [
      { revision: ' ', withdrawn: 'không' },
      { revision: null, withdrawn: false },
    ],
  ])('reads which version of the record it is: %j', (given, read) => {
    expect(readVaccinationRow(aVaccination(given), today)).toMatchObject({ ...read, invalid: [] });
  });

  it.each([{ revision: '-1' }, { revision: '1.5' }, { withdrawn: 'maybe' }])('refuses %j', (given) => {
    expect(readVaccinationRow(aVaccination(given), today)).toMatchObject({ invalid: ['ROW_INVALID'], facts: null });
  });

  it.each([
    [{ record_id: '' }, ['ROW_INVALID']],
    [{ record_id: '001090000001' }, ['ROW_INVALID']],
    [{ record_id: 'An Nguyễn' }, ['ROW_INVALID']],
    [{ record_id: 'V-001090000001' }, ['ROW_INVALID']],
    [{ record_id: '001090000001', id_number: '001 090 000 001' }, ['ROW_INVALID']],
    [{ full_name: '' }, ['ROW_INVALID']],
    [{ dose_number: '0' }, ['ROW_INVALID']],
    [{ dose_number: 'two', sex: '?' }, ['ROW_INVALID']],
    [{ vaccine: 'Aspirin' }, ['VACCINE_UNKNOWN']],
    [{ vaccinated_on: '2022-02-02' }, ['DOSE_DATE_INVALID']],
    [{ vaccinated_on: '2020-11-30' }, ['DOSE_DATE_INVALID']],
    [{ vaccinated_on: '30/02/2021' }, ['DOSE_DATE_INVALID']],
    [{ date_of_birth: '2021-10-01' }, ['DOSE_DATE_INVALID']],
    [{ vaccine: '', vaccinated_on: '' }, ['VACCINE_UNKNOWN', 'DOSE_DATE_INVALID']],
  ])('refuses %j', (overrides, invalid) => {
    const row = readVaccinationRow(aVaccination(overrides), today);
    expect(row.invalid).toEqual(invalid);
    expect(row.facts).toBeNull();
  });

  it('never throws on a row without fields', () => {
    expect(readVaccinationRow({}, today).invalid).toEqual(['ROW_INVALID', 'VACCINE_UNKNOWN', 'DOSE_DATE_INVALID']);
  });

  it.each([
    ['  Trạm y tế\tPhúc Xá ', 'Trạm y tế Phúc Xá'],
    ['', null],
    ['x'.repeat(201), null],
    ['nhà của 001 090 000 001', null],
  ])('keeps the facility %p as %p', (facility, kept) => {
    expect(readVaccinationRow(aVaccination({ facility }), today).facility).toBe(kept);
  });
});

describe('readInfectionRow', () => {
  it('reads a report', () => {
    expect(readInfectionRow(anInfection(), today).facts).toEqual({ event: 'positive', occurredOn: '2022-01-20' });
  });

  it.each([[{ event: 'sick' }], [{ occurred_on: '2022-02-02' }], [{ occurred_on: '' }], [{ date_of_birth: 'x' }]])(
    'refuses %j',
    (overrides) => {
      expect(readInfectionRow(anInfection(overrides), today).invalid).toEqual(['ROW_INVALID']);
    },
  );
});
