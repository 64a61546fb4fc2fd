import { isConsistent, readCitizenNumber } from './citizen-number';

describe('a citizen number', () => {
  it.each([
    ['001090000001', 'male', 1990],
    ['001199000001', 'female', 1999],
    ['001200000001', 'male', 2000],
    ['001303000001', 'female', 2003],
    ['001400000001', 'male', 2100],
    ['001599000001', 'female', 2199],
    ['001650000001', 'male', 2250],
    ['001750000001', 'female', 2250],
    ['001801000001', 'male', 2301],
    ['001901000001', 'female', 2301],
  ])('%s tells %s, born in %i', (number, sex, yearOfBirth) => {
    expect(readCitizenNumber(number)).toEqual({ provinceCode: '001', provinceKnown: true, sex, yearOfBirth });
  });

  it.each([
    ['096', true],
    ['079', true],
    ['003', false],
    ['000', false],
    ['200', false],
  ])('of province %s is known: %s', (provinceCode, provinceKnown) => {
    expect(readCitizenNumber(`${provinceCode}090000001`)).toMatchObject({ provinceCode, provinceKnown });
  });

  const card = { idNumber: '001090000001', sex: 'male', dateOfBirth: '1990-03-15' } as const;

  it.each([
    ['a card that agrees', card, true],
    ['an unknown province', { ...card, idNumber: '999090000001' }, true],
    ['the other sex', { ...card, sex: 'female' } as const, false],
    ['another year', { ...card, dateOfBirth: '1991-03-15' }, false],
    ['another century', { ...card, dateOfBirth: '2090-03-15' }, false],
  ])('is consistent with %s: as it should be', (_what, given, expected) => {
    expect(isConsistent(given)).toBe(expected);
  });
});
