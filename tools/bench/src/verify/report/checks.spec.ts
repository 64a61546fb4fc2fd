import type { Contest } from '../contest';
import type { Measurement } from '../measure';
import { checksOf } from './checks';
import { aTurn } from './turn.fake';

const slow = aTurn({ latency: { p50: 90, p99: 100, p999: 200, max: 300 } });
const open = (rate: number, overrides: Partial<Contest> = {}): Contest => ({
  load: { kind: 'open', rate, seconds: 20 },
  yardstick: [aTurn()],
  verify: [aTurn()],
  ...overrides,
});
const failed = (overrides: Partial<Measurement>) =>
  checksOf({
    deck: { known: [], unknown: [] },
    warmUp: aTurn(),
    contests: [open(600)],
    memory: [],
    stored: { answered: 200, missing: 0, twice: 0 },
    ...overrides,
  }).filter(({ holds }) => !holds);

describe('checksOf', () => {
  it('finds nothing wrong with a run in which all went well', () => {
    expect(failed({})).toEqual([]);
  });

  it('names each kind of wrong answer, wherever it came', () => {
    const contests = [open(600, { verify: [aTurn({ wrong: { 'allow instead of deny': 2 } })] })];
    const warmUp = aTurn({ wrong: { 'status 503': 1 } });

    expect(failed({ contests, warmUp })).toEqual([
      { what: 'wrong answers', found: '1 × status 503, 2 × allow instead of deny', holds: false },
    ]);
  });

  it('fails when many known people are checked for want of time', () => {
    const contests = [open(600, { verify: [aTurn({ late: { known: 50, unknown: 0 } })] })];

    expect(failed({ contests }).map(({ what }) => what)).toEqual([
      'known people checked for want of time, at most 0.1 %',
    ]);
  });

  it.each([
    ['answered scans that are not stored', { answered: 200, missing: 1, twice: 0 }],
    ['scans stored twice', { answered: 200, missing: 0, twice: 1 }],
  ])('fails for %s', (what, stored) => {
    expect(failed({ stored })).toEqual([{ what, found: '1', holds: false }]);
  });

  it('holds verify to less than 100 ms at p99 up to 600 scans a second, by the median of the rounds', () => {
    const target = 'p99 at 600 scans/s, below 100 ms';

    expect(failed({ contests: [open(600, { verify: [slow, slow, aTurn()] })] }).map(({ what }) => what)).toEqual([
      target,
    ]);
    expect(failed({ contests: [open(600, { verify: [slow, aTurn(), aTurn()] })] })).toEqual([]);
    expect(failed({ contests: [open(601, { verify: [slow] })] })).toEqual([]);
  });
});
