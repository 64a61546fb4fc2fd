import { rates, wholeNumber } from './options';

describe('options', () => {
  it('takes several rates', () => {
    expect(rates('200,600')).toEqual([200, 600]);
  });

  it.each(['', '0', '600,', '1e3', '-5', '6.5', '20001'])(
    'refuses "%s" as rates, and says what is expected',
    (text) => {
      expect(() => rates(text)).toThrow('A whole number from 1 to 20000 is expected.');
    },
  );

  it('refuses a number outside of its limits', () => {
    expect(wholeNumber(1, 3)('3')).toBe(3);
    expect(() => wholeNumber(1, 3)('4')).toThrow('from 1 to 3');
  });
});
