import type { Load } from '../../load/turn';
import type { Contest } from '../contest';
import type { Measurement, SizeMeasurement } from '../measure';
import { checksOf } from './checks';
import { aVerifyTurn as aTurn } from '../verify-turn.fake';

const within = { p50: 5, p99: 15, p999: 50, max: 60 };
const slow = aTurn({ latency: { ...within, p99: 16 } });
const open = (rate: number, overrides: Partial<Contest> = {}): Contest => ({
  load: { kind: 'open', rate, connections: 256, seconds: 20 },
  yardstick: [aTurn()],
  verify: [aTurn({ latency: within })],
  ...overrides,
});
const closed: Load = { kind: 'closed', connections: 32, seconds: 20 };
const aSize = (overrides: Partial<SizeMeasurement> = {}): SizeMeasurement => ({
  people: 10_000,
  deck: { known: [], unknown: [] },
  growth: null,
  warmUp: aTurn(),
  contests: [open(600)],
  ...overrides,
});
const failed = (overrides: Partial<Measurement>) =>
  checksOf({
    sizes: [aSize()],
    overload: null,
    memory: [],
    stored: { answered: 200, missing: 0, twice: 0 },
    ...overrides,
  }).filter(({ holds }) => !holds);
const missed = (...contests: Contest[]) => failed({ sizes: [aSize({ contests })] }).map(({ what }) => what);

describe('checksOf', () => {
  it('finds nothing wrong with a run in which all went well', () => {
    expect(failed({})).toEqual([]);
  });

  it('names each kind of wrong answer, wherever it came', () => {
    const contests = [open(600, { verify: [aTurn({ wrong: { 'allow instead of deny': 2 } })] })];
    const warmUp = aTurn({ wrong: { 'status 503': 1 } });

    expect(failed({ sizes: [aSize({ contests, warmUp })] })).toEqual([
      { what: 'wrong answers', found: '1 × status 503, 2 × allow instead of deny', holds: false },
    ]);
  });

  it('fails when many known people are checked for want of time', () => {
    const late = aTurn({ late: { known: 50, unknown: 0 } });

    expect(missed(open(600, { verify: [late] }))).toEqual(['known people checked for want of time, at most 0.1 %']);
  });

  it.each([
    ['answered scans that are not stored', { answered: 200, missing: 1, twice: 0 }],
    ['scans stored twice', { answered: 200, missing: 0, twice: 1 }],
  ])('fails for %s', (what, stored) => {
    expect(failed({ stored })).toEqual([{ what, found: '1', holds: false }]);
  });

  it('holds verify to its latencies up to 600 scans a second, by the median of the rounds', () => {
    const p99 = 'p99 at 600 scans/s, at most 15 ms';

    expect(missed(open(600, { verify: [slow, slow, aTurn()] }))).toEqual([p99]);
    expect(missed(open(600, { verify: [slow, aTurn(), aTurn()] }))).toEqual([]);
    expect(missed(open(600, { verify: [aTurn({ latency: { ...within, p999: 51 } })] }))).toEqual([
      'p99.9 at 600 scans/s, at most 50 ms',
    ]);
  });

  it('asks less of more scans, and nothing beyond the rush', () => {
    const late = aTurn({ latency: { ...within, p99: 101 } });

    expect(missed(open(601, { verify: [slow] }))).toEqual([]);
    expect(missed(open(5_500, { verify: [late] }))).toEqual(['p99 at 5500 scans/s, at most 100 ms']);
    expect(missed(open(5_501, { verify: [late] }))).toEqual([]);
  });

  it('holds verify to half of what the yardstick does, and its backlog to a minute', () => {
    const contest = { load: closed, yardstick: [aTurn({ perSecond: 4_000 })] };

    expect(missed({ ...contest, verify: [aTurn({ perSecond: 2_000 })] })).toEqual([]);
    expect(missed({ ...contest, verify: [aTurn({ perSecond: 1_900 })] })).toHaveLength(1);
    expect(missed(open(600, { verify: [aTurn({ drainedAfter: null })] }))).toEqual(['backlog drained within 60 s']);
  });

  it('names the size at which a target was missed', () => {
    const growth = { bytesPerCitizen: 201, gatewayReadyAfter: 1, gatewayMemory: 1 };

    expect(failed({ sizes: [aSize(), aSize({ people: 1_000_000, growth })] })).toEqual([
      { what: '1,000,000 people: bytes of Redis a citizen, at most 200', found: '201', holds: false },
    ]);
  });

  it('says of an overload whether it was one', () => {
    const turn = aTurn({ perSecond: 500, offeredPerSecond: 1_000, latency: { ...within, p99: 100 }, refused: 50 });

    expect(failed({ overload: { steps: [], peak: 600, rate: 1_800, turn } }).map(({ found }) => found)).toEqual([
      '100 ms',
      '83 %',
      '56 %',
    ]);
  });
});
