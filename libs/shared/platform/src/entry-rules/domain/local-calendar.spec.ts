import fc from 'fast-check';
import { elapsedSince, hoursSinceBeginningOf } from './local-calendar';

/** Noon in Hanoi. */
const on = (date: string) => new Date(`${date}T12:00:00+07:00`);

describe('days and months since a date', () => {
  it.each([
    ['2022-03-01', '2022-03-01', 0, 0],
    ['2022-03-01', '2022-03-02', 1, 1],
    ['2022-03-01', '2022-04-01', 31, 1],
    ['2022-03-01', '2022-04-02', 32, 2],
    ['2021-08-31', '2022-02-27', 180, 6],
    ['2021-08-31', '2022-02-28', 181, 6],
    ['2021-08-31', '2022-03-01', 182, 7],
    ['2021-03-01', '2021-08-28', 180, 6],
    ['2021-03-01', '2021-09-01', 184, 6],
    ['2021-03-01', '2021-09-02', 185, 7],
    ['2023-08-31', '2024-02-29', 182, 6],
    ['2023-08-31', '2024-03-01', 183, 7],
    ['2023-08-29', '2024-02-29', 184, 6],
    ['2024-02-29', '2024-08-29', 182, 6],
    ['2024-02-29', '2024-08-30', 183, 7],
    ['2024-02-29', '2025-02-28', 365, 12],
    ['2024-02-29', '2025-03-01', 366, 13],
    ['2021-12-31', '2022-06-30', 181, 6],
    ['2021-12-31', '2022-07-01', 182, 7],
  ])('from %s to %s are %i days, and %i months at most', (date, today, days, months) => {
    expect(elapsedSince(date, on(today))).toEqual({ days, months });
  });

  it('turn at midnight in Hanoi, whatever the clock of the machine says', () => {
    expect(elapsedSince('2022-03-01', new Date('2022-03-15T16:59:59.999Z'))?.days).toBe(14);
    expect(elapsedSince('2022-03-01', new Date('2022-03-15T17:00:00.000Z'))?.days).toBe(15);
  });

  it('are none before the date has come, or when it is no date', () => {
    expect(elapsedSince('2022-03-02', new Date('2022-03-01T16:59:59.999Z'))).toBeNull();
    expect(elapsedSince('2022-03-02', new Date('2022-03-01T17:00:00.000Z'))).toEqual({ days: 0, months: 0 });
    expect(elapsedSince('soon', on('2022-03-01'))).toBeNull();
    expect(elapsedSince('2022-03-02', new Date(NaN))).toBeNull();
  });

  it('never run backwards', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.nat(1000), (start, later) => {
        const date = start.toISOString().slice(0, 10);
        const one = elapsedSince(date, new Date(start.getTime() + later * 86_400_000));
        const next = elapsedSince(date, new Date(start.getTime() + (later + 1) * 86_400_000));

        expect(next!.days).toBe(one!.days + 1);
        expect(next!.months - one!.months).toBeGreaterThanOrEqual(0);
        expect(next!.months - one!.months).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('hours since the beginning of a day', () => {
  it.each([
    ['2022-02-28T17:00:00.000Z', 0],
    ['2022-02-28T17:00:00.001Z', 1],
    ['2022-03-01T05:00:00.000Z', 12],
    ['2022-03-03T17:00:00.000Z', 72],
    ['2022-03-03T17:00:00.001Z', 73],
    ['2022-02-28T16:59:59.999Z', null],
  ])('at %s are %s', (at, hours) => {
    expect(hoursSinceBeginningOf('2022-03-01', new Date(at))).toBe(hours);
  });

  it('are none when there is no date', () => {
    expect(hoursSinceBeginningOf('soon', on('2022-03-01'))).toBeNull();
  });
});
