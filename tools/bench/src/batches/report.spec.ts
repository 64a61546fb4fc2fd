import { aTurn } from '../load/turn.fake';
import type { MeasuredBatch } from './measure';
import { checksOf, report } from './report';

const options = { people: 1_000, records: 900, beside: 100, rate: 600, seed: 1 };
const aBatch = (overrides: Partial<MeasuredBatch> = {}): MeasuredBatch => ({
  kind: 'vaccination',
  rows: 900,
  accepted: 0.05,
  completed: 0.1,
  state: {
    id: '1',
    state: 'completed',
    received: 900,
    invalid: 20,
    matched: 700,
    mismatched: 180,
    applied: 690,
    unchanged: 10,
  },
  programs: [{ name: 'identity', cpuPerRow: 80, early: 100e6, most: 120e6 }],
  scans: null,
  ...overrides,
});
const missed = (overrides: Partial<MeasuredBatch>) =>
  checksOf({ copied: 100_000, batches: [aBatch(overrides)] })
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

describe('checksOf', () => {
  it('finds nothing wrong with a run in which all went well', () => {
    expect(missed({ scans: aTurn() })).toEqual([]);
  });

  it.each<[string, Partial<MeasuredBatch>]>([
    ['vaccination: every row counted once', { rows: 901 }],
    ['vaccination: every row counted once', { state: { ...aBatch().state, matched: 701 } }],
    ['vaccination: at least 8,000 rows/s', { completed: 1 }],
    ['vaccination, scans beside: wrong answers', { scans: aTurn({ wrong: { 'allow instead of deny': 1 } }) }],
    [
      'vaccination, scans beside: p99 of scans, below 100 ms',
      { scans: aTurn({ latency: { p50: 1, p99: 100, p999: 1, max: 1 } }) },
    ],
  ])('finds %s', (what, overrides) => {
    expect(missed(overrides)).toEqual([what]);
  });

  it('counts the rows of a register by what changed', () => {
    const state = { ...aBatch().state, invalid: 100, matched: 0, mismatched: 0, applied: 790, unchanged: 10 };
    expect(missed({ kind: 'population', state })).toEqual([]);
  });
});

describe('report', () => {
  it('shows rates next to the yardstick, where the time went and how memory grew', () => {
    const text = report({ copied: 90_000, batches: [aBatch()] }, options, {
      at: new Date('2026-11-26T08:00:00Z'),
      machine: '2 cores',
    });

    expect(text).toMatch(/\| vaccination \| 900 +\| 0\.05 +\| 0\.10 +\| 9,000 +\| 10\.0 % +\| 200 /);
    expect(text).toMatch(/\| vaccination \| 80\.0 +\| 80\.0 +\|/);
    expect(text).toContain('100 MB → 120 MB');
  });
});
