import { aTurn } from '../load/turn.fake';
import type { Rebuild } from './measure';
import { checksOf, report } from './report';

const options = { citizens: 1_000_000, scanned: 10_000, seed: 1, rate: 600, seconds: 20 };
const aRebuild = (overrides: Partial<Rebuild> = {}): Rebuild => ({
  sights: Array.from({ length: 41 }, (_, second) => ({
    after: second,
    share: second / 40,
  })),
  phases: [
    { name: 'before', turn: aTurn(), lookups: 0 },
    { name: 'while it is filled', turn: aTurn(), lookups: 70 },
    { name: 'afterwards', turn: aTurn(), lookups: 0 },
  ],
  memory: { facts: 181_000_000, empty: 1_000_000, after: 190_000_000 },
  cache: { compared: 17_000, different: 0 },
  ...overrides,
});
const missed = (overrides: Partial<Rebuild>) =>
  checksOf(aRebuild(overrides), options)
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

describe('checksOf', () => {
  it('finds nothing wrong with a run in which all went well', () => {
    expect(missed({})).toEqual([]);
  });

  it.each<[string, Partial<Rebuild>]>([
    [
      'wrong answers',
      { phases: [{ name: 'while it is filled', turn: aTurn({ wrong: { 'allow instead of deny': 1 } }), lookups: 0 }] },
    ],
    ['people who differ from their owners afterwards', { cache: { compared: 17_000, different: 1 } }],
    ['people who differ from their owners afterwards', { cache: { compared: 0, different: 0 } }],
    [
      'p99 while it is filled, below 100 ms',
      {
        phases: [
          { name: 'while it is filled', turn: aTurn({ latency: { p50: 1, p99: 100, p999: 1, max: 1 } }), lookups: 0 },
        ],
      },
    ],
    ['bytes of Redis a citizen, at most 200', { memory: { facts: 202_000_000, empty: 1_000_000, after: 210_000_000 } }],
  ])('finds %s', (what, overrides) => {
    expect(missed(overrides)).toEqual([what]);
  });
});

describe('report', () => {
  it('shows the way back, and how long it was', () => {
    const text = report(aRebuild(), options, { at: new Date('2026-11-24T08:00:00Z'), machine: '2 cores' });

    expect(text).toContain('after **40.0 s**,\n25,000 people a second');
    expect(text.split('\n').filter((line) => /\| \d+ % /.test(line))).toHaveLength(9);
    expect(text).toMatch(/\| 40\.0 +\| 100 % +\|/);
  });
});
