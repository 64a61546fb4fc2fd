import { hourOf, localInstant, wholeHoursOf } from './window';

const at = (time: string) => new Date(`2026-11-23T${time}Z`);
const windowOf = (from: string, to: string) => ({ from: at(from), to: at(to) });

describe('a window', () => {
  it.each([
    ['01:00:00', '03:00:00', windowOf('01:00:00', '03:00:00'), []],
    ['00:59:59', '03:00:00', windowOf('01:00:00', '03:00:00'), [windowOf('00:59:59', '01:00:00')]],
    ['01:00:00', '02:00:01', windowOf('01:00:00', '02:00:00'), [windowOf('02:00:00', '02:00:01')]],
    ['00:30:00', '01:30:00', null, [windowOf('00:30:00', '01:30:00')]],
    ['01:10:00', '01:20:00', null, [windowOf('01:10:00', '01:20:00')]],
  ])('from %s to %s has whole hours and edges that together are it', (from, to, whole, edges) => {
    expect(wholeHoursOf(windowOf(from, to))).toEqual({ whole, edges });
  });

  it('lies in hours of Hanoi', () => {
    expect(hourOf('2026-11-23T23:59:59.999+07:00')).toBe('2026-11-23T16:00:00.000Z');
    expect(localInstant(at('17:00:00'))).toBe('2026-11-24T00:00:00+07:00');
  });
});
