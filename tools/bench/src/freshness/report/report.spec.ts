import { aTurn } from '../../load/turn.fake';
import type { MeasuredChange } from '../changes/change';
import type { Freshness } from '../measure';
import { checksOf, report } from './report';

const options = { citizens: 2_000, seed: 1, changes: 100, others: 1, rows: 1_000_000, rate: 600, lanes: 2, every: 20 };
const aChange = (overrides: Partial<MeasuredChange> = {}): MeasuredChange => ({
  kind: 'positive',
  seenAfter: 300,
  scans: 30,
  ...overrides,
});
const aFreshness = (overrides: Partial<Freshness> = {}): Freshness => ({
  changes: Array.from({ length: 100 }, () => aChange()),
  wrongAllows: 0,
  turn: aTurn(),
  batch: {
    atFirst: { handled: 1_000, isCompleted: false, at: 0 },
    atLast: { handled: 401_000, isCompleted: false, at: 100_000 },
    alone: null,
  },
  ...overrides,
});
const missed = (overrides: Partial<Freshness>) =>
  checksOf(aFreshness(overrides))
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);
const changesOf = (...slow: Partial<MeasuredChange>[]) => [
  ...Array.from({ length: 100 - slow.length }, () => aChange()),
  ...slow.map((change) => aChange(change)),
];

describe('checksOf', () => {
  it('finds nothing wrong with a run in which all went well', () => {
    expect(missed({})).toEqual([]);
  });

  it('lets one change in a hundred take longer than a second, but none longer than five', () => {
    expect(missed({ changes: changesOf({ seenAfter: 4_900 }) })).toEqual([]);
    expect(missed({ changes: changesOf({ seenAfter: 1_100 }, { seenAfter: 1_100 }) })).toEqual([
      'positive report accepted, until `deny`: p99 at most 1000 ms',
    ]);
    expect(missed({ changes: changesOf({ seenAfter: 5_100 }) })).toEqual(['– never over 5 s']);
  });

  it('counts a change that was never seen', () => {
    expect(missed({ changes: changesOf({ seenAfter: null }) })).toEqual(['– never over 5 s']);
  });

  it.each<[string, Partial<Freshness>]>([
    ['wrong allows 5 s after a change', { wrongAllows: 1 }],
    ['wrong answers meanwhile', { turn: aTurn({ wrong: { 'allow instead of deny': 1 } }) }],
    ['p99 of the scans meanwhile, below 100 ms', { turn: aTurn({ latency: { p50: 1, p99: 100, p999: 1, max: 1 } }) }],
    [
      'the batch was under way all the time',
      { batch: { ...aFreshness().batch, atLast: { handled: 1_000_000, isCompleted: true, at: 1 } } },
    ],
  ])('finds %s', (what, overrides) => {
    expect(missed(overrides)).toEqual([what]);
  });
});

describe('report', () => {
  it('says how fast the batch went on meanwhile', () => {
    const lines = report(aFreshness(), options, { at: new Date('2026-11-24T08:00:00Z'), machine: '2 cores' })
      .replaceAll(/ +/g, ' ')
      .split('\n');

    expect(lines).toContain('| with scans and changes | 1,000 | 401,000 | 4,000 |');
    expect(lines).toContain('| positive report accepted, until `deny` | 100 | 300 | 300 | 300 | 0 |');
  });
});
