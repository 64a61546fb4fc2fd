import fc from 'fast-check';
import { hourOf, localInstant, partsOf, type Part } from './window';

const at = (time: string) => new Date(`2026-11-23T${time}Z`);
const later = new Date('2027-01-01T00:00:00Z');
const windowOf = (from: string, to: string) => ({ from: at(from), to: at(to) });
const scans = (from: string, to: string, sign: 1 | -1) => ({ ...windowOf(from, to), of: 'scan', sign });
const hours = (from: string, to: string) => ({ ...windowOf(from, to), of: 'hour', sign: 1 });

describe('a window', () => {
  it.each([
    ['01:00:00', '03:00:00', [hours('01:00:00', '03:00:00')]],
    ['00:59:59', '03:00:00', [hours('01:00:00', '03:00:00'), scans('00:59:59', '01:00:00', 1)]],
    ['01:00:01', '03:00:00', [hours('01:00:00', '03:00:00'), scans('01:00:00', '01:00:01', -1)]],
    ['01:00:00', '02:00:01', [hours('01:00:00', '02:00:00'), scans('02:00:00', '02:00:01', 1)]],
    [
      '00:30:01',
      '01:59:59',
      [hours('01:00:00', '02:00:00'), scans('00:30:01', '01:00:00', 1), scans('01:59:59', '02:00:00', -1)],
    ],
    ['01:00:00', '01:59:59', [scans('01:00:00', '01:59:59', 1)]],
    ['00:31:00', '01:29:00', [scans('00:31:00', '01:29:00', 1)]],
    ['01:10:00', '01:20:00', [scans('01:10:00', '01:20:00', 1)]],
  ])('from %s to %s is its whole hours, and what is over or too much', (from, to, parts) => {
    expect(partsOf(windowOf(from, to), ['hour'], later)).toEqual(parts);
  });

  it('of days is whole days of Hanoi, and hours at their ends', () => {
    const [from, to] = [new Date('2026-11-01T16:00:00Z'), new Date('2026-11-30T18:00:00Z')];
    const [first, end] = [new Date('2026-11-01T17:00:00Z'), new Date('2026-11-30T17:00:00Z')];

    expect(partsOf({ from, to }, ['day', 'hour'], later)).toEqual([
      { from: first, to: end, of: 'day', sign: 1 },
      { from, to: first, of: 'hour', sign: 1 },
      { from: end, to, of: 'hour', sign: 1 },
    ]);
  });

  it('that ends now is whole units, less what is still to come', () => {
    const [from, to, now] = ['2026-11-22T17:00:00Z', '2026-11-24T20:40:00Z', '2026-11-24T20:40:02Z'].map(
      (instant) => new Date(instant),
    ) as [Date, Date, Date];
    const [nextHour, nextDay] = [new Date('2026-11-24T21:00:00Z'), new Date('2026-11-25T17:00:00Z')];

    expect(partsOf({ from, to }, ['day', 'hour'], now)).toEqual([
      { from, to: nextDay, of: 'day', sign: 1 },
      { from: nextHour, to: nextDay, of: 'hour', sign: -1 },
      { from: to, to: nextHour, of: 'scan', sign: -1 },
    ]);
  });

  it('counts each instant of it once and no other', () => {
    const minute = 60_000;
    const instants = fc.integer({ min: 0, max: 5 * 24 * 60 });
    const counted = (parts: readonly Part[], instant: number) =>
      parts.reduce((sum, { from, to, sign }) => (+from <= instant && instant < +to ? sum + sign : sum), 0);

    fc.assert(
      fc.property(instants, instants, instants, fc.boolean(), (one, other, third, endsNow) => {
        fc.pre(one !== other);
        const [from, to] = [Math.min(one, other) * minute, Math.max(one, other) * minute];
        const now = endsNow ? new Date(to) : later;
        const parts = partsOf({ from: new Date(from), to: new Date(to) }, ['day', 'hour'], now);

        expect(counted(parts, third * minute)).toBe(from <= third * minute && third * minute < to ? 1 : 0);
        const single = parts.filter((part) => part.of === 'scan');
        expect(single.every((part) => endsNow || +part.to - +part.from < 60 * minute)).toBe(true);
      }),
    );
  });

  it('lies in hours of Hanoi', () => {
    expect(hourOf('2026-11-23T23:59:59.999+07:00')).toBe('2026-11-23T16:00:00.000Z');
    expect(localInstant(at('17:00:00'))).toBe('2026-11-24T00:00:00+07:00');
  });
});
