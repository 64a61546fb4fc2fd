import { beginOf, dayAfter, daysAhead } from './local-day';

describe('days of Hanoi', () => {
  it('follow each other over months and years', () => {
    expect([dayAfter('2026-11-30'), dayAfter('2026-12-31'), dayAfter('2026-03-01', -1)]).toEqual([
      '2026-12-01',
      '2027-01-01',
      '2026-02-28',
    ]);
  });

  it('begin at 17:00 UTC of the day before', () => {
    expect(beginOf('2026-12-01')).toEqual(new Date('2026-11-30T17:00:00.000Z'));
  });

  it('are made ahead of time', () => {
    expect(daysAhead('2026-11-30', 2)).toEqual(['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02']);
  });
});
