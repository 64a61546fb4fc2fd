import { risingNumbers, wholeNumber, wholeNumbers } from './options';

describe('options', () => {
  it('takes several numbers', () => {
    expect(wholeNumbers(1, 20_000)('200,600')).toEqual([200, 600]);
  });

  it.each(['', '0', '600,', '1e3', '-5', '6.5', '20001'])('refuses "%s", and says what is expected', (text) => {
    expect(() => wholeNumbers(1, 20_000)(text)).toThrow('A whole number from 1 to 20000 is expected.');
  });

  it('refuses a number outside of its limits', () => {
    expect(wholeNumber(1, 3)('3')).toBe(3);
    expect(() => wholeNumber(1, 3)('4')).toThrow('from 1 to 3');
  });

  it('refuses sizes that do not rise', () => {
    expect(risingNumbers(1, 100)('10,20')).toEqual([10, 20]);
    expect(() => risingNumbers(1, 100)('20,20')).toThrow('greater than the one before');
  });
});
