import { minutesOf } from './minutes';

const now = new Date('2026-11-23T10:05:29.999Z');
const at = (time: string) => new Date(`2026-11-23T${time}Z`);
const asked = (from?: string, to?: string) =>
  minutesOf({ from: from ? at(from) : undefined, to: to ? at(to) : undefined }, now);

describe('minutesOf', () => {
  it.each([
    ['an hour up to what can be judged', undefined, undefined, '09:04:00', '10:04:00'],
    ['from there to what can be judged', '09:59:30', undefined, '09:59:00', '10:04:00'],
    ['the hour before', undefined, '09:30:00', '08:30:00', '09:30:00'],
    ['each minute that is touched', '09:00:59', '09:01:01', '09:00:00', '09:02:00'],
    ['what can be judged of it', '10:00:00', '10:30:00', '10:00:00', '10:04:00'],
    ['nothing yet', '10:04:00', '10:05:00', '10:04:00', '10:04:00'],
  ])('gives %s', (_, from, to, first, end) => {
    expect(asked(from, to)).toEqual({ from: at(first), to: at(end) });
  });

  it('says what is wrong', () => {
    expect(asked('09:00:00', '09:00:00')).toContain('must be after');
    expect(minutesOf({ from: new Date('2026-11-22T10:00:00Z'), to: now }, now)).toContain('a day at most');
  });
});
