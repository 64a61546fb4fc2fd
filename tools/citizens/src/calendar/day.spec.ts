import { addYears, dayFirst, dayOf, isoDate } from './day';

describe('a day of the calendar', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '01/02/2026', ''])('is not %j', (text) => {
    expect(() => dayOf(text)).toThrow(RangeError);
  });

  it('is written as files and cards have it', () => {
    const day = dayOf('1990-03-05');

    expect([isoDate(day), dayFirst(day, ''), dayFirst(day, '/')]).toEqual(['1990-03-05', '05031990', '05/03/1990']);
  });

  it('has its anniversary on 1 March when it is 29 February', () => {
    expect(isoDate(addYears(dayOf('2008-02-29'), 14))).toBe('2022-03-01');
  });
});
