import { staysOf, type Passage } from './stays';

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const passage = (time: string, direction: Passage['direction'] = null, more: Partial<Passage> = {}): Passage => ({
  subject: 'somebody',
  checkpoint: 'a door',
  agency: 'a mall',
  district: 'ba-dinh',
  at: at(time),
  direction,
  decision: 'allow',
  ...more,
});
const stays = (...passages: Passage[]) =>
  staysOf(passages, 60).map(({ from, to }) => `${from.toISOString().slice(11, 16)}-${to.toISOString().slice(11, 16)}`);

describe('staysOf', () => {
  it.each<[string, Passage[], string[]]>([
    ['from in to out', [passage('08:00', 'in'), passage('08:10', 'out')], ['08:00-08:10']],
    ['whatever the order of the scans', [passage('08:10', 'out'), passage('08:00', 'in')], ['08:00-08:10']],
    ['for the default without an out', [passage('08:00', 'in')], ['08:00-09:00']],
    ['for the default before an out alone', [passage('08:00', 'out')], ['07:00-08:00']],
    [
      'until the next in, if that is sooner',
      [passage('08:00', 'in'), passage('08:20', 'in')],
      ['08:00-08:20', '08:20-09:20'],
    ],
    ['as if in without a direction', [passage('08:00'), passage('10:00')], ['08:00-09:00', '10:00-11:00']],
    [
      'longer than the default where the out says so',
      [passage('08:00', 'in'), passage('17:00', 'out')],
      ['08:00-17:00'],
    ],
    ['no longer than half a day', [passage('08:00', 'in'), passage('20:01', 'out')], ['08:00-09:00', '19:01-20:01']],
    ['for a moment when not let in', [passage('08:00', 'in', { decision: 'deny' })], ['08:00-08:00']],
    [
      'on when a denial comes between',
      [passage('08:00', 'in'), passage('08:05', 'in', { decision: 'deny' }), passage('08:10', 'out')],
      ['08:05-08:05', '08:00-08:10'],
    ],
  ])('tells a stay %s', (_, passages, expected) => {
    expect(stays(...passages)).toEqual(expected);
  });

  it('keeps people and checkpoints apart', () => {
    expect(
      stays(
        passage('08:00', 'in'),
        passage('08:10', 'out', { subject: 'another' }),
        passage('08:20', 'out', { checkpoint: 'another' }),
      ),
    ).toEqual(['08:00-09:00', '07:10-08:10', '07:20-08:20']);
  });
});
