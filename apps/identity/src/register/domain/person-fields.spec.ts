import { readBirthDate, readDate, readName, readSex } from './person-fields';

describe('person fields', () => {
  it.each([
    ['2021-02-28', '2021-02-28'],
    ['28/02/2021', '2021-02-28'],
    [' 1/3/2021 ', '2021-03-01'],
    ['2020-02-29', '2020-02-29'],
    ['2021-02-29', null],
    ['31/04/2021', null],
    ['2021-13-01', null],
    ['20210301', null],
    ['0000-01-01', null],
    ['01/01/0000', null],
    ['', null],
  ])('reads the date %j as %j', (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  it.each([
    ['1950', '1950'],
    ['15/03/1990', '1990-03-15'],
    ['2022-01-02', null],
    ['2023', null],
    ['0001', null],
  ])('reads the birth date %j as %j on 2022-01-01', (text, date) => {
    expect(readBirthDate(text, '2022-01-01')).toBe(date);
  });

  it.each([
    ['male', 'male'],
    ['NAM', 'male'],
    ['Nữ', 'female'],
    ['Nữ'.normalize('NFD'), 'female'],
    ['nu', 'female'],
    ['x', null],
    ['', null],
    ['constructor', null],
  ])('reads the sex %j as %j', (text, sex) => {
    expect(readSex(text)).toBe(sex);
  });

  it.each([
    ['  Nguyễn Văn An ', 'Nguyễn Văn An'],
    ['Nguy\uFFFDn', null],
    ['  ', null],
    ['123', null],
    ['A'.repeat(121), null],
  ])('reads the name %j as %j', (text, name) => {
    expect(readName(text)).toBe(name);
  });
});
