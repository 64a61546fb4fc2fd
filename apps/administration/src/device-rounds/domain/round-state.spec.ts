import { roundStateOf, type RoundState, type RoundTimes } from './round-state';

const now = new Date('2026-11-23T08:00:00Z');
const later = new Date('2026-11-23T08:00:01Z');
const aRound = (overrides: Partial<RoundTimes> = {}): RoundTimes => ({
  deadline: later,
  closedAt: null,
  forwardedAt: null,
  decidedAt: null,
  ...overrides,
});

describe('roundStateOf', () => {
  it.each<[RoundState, string, Partial<RoundTimes>]>([
    ['open', 'before its deadline', {}],
    ['reviewing', 'at its deadline', { deadline: now }],
    ['reviewing', 'once it is closed early', { closedAt: now }],
    ['forwarded', 'once it is handed up', { deadline: now, forwardedAt: now }],
    ['decided', 'once it is decided', { deadline: now, forwardedAt: now, decidedAt: now }],
  ])('is %s %s', (state, _, times) => {
    expect(roundStateOf(aRound(times), now)).toBe(state);
  });
});
