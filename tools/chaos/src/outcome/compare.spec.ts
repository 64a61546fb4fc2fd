import type { AnsweredScan } from '../workload/scanner';
import { compare, wrongAllows } from './compare';
import type { Outcome } from './outcome';

const counts = { received: 1, invalid: 0, matched: 1, mismatched: 0, applied: 1, unchanged: 0 };
const anOutcome = (overrides: Partial<Outcome> = {}): Outcome => ({
  batches: [counts, counts, counts],
  tables: { citizen: { rows: 2, digest: 'a1b2c3d4e5f60718' } },
  stages: [
    ['allow', 'allow'],
    ['allow', 'deny INFECTED'],
  ],
  scans: [aScan({ card: 0, batchesBefore: 3 })],
  stored: { missing: 0, twice: 0 },
  staleInCache: 0,
  deadLetters: 0,
  kills: [],
  died: 0,
  ...overrides,
});
const aScan = (overrides: Partial<AnsweredScan>): AnsweredScan => ({
  scanId: 'a',
  card: 1,
  decision: 'allow',
  batchesBefore: 0,
  attempts: 1,
  ...overrides,
});
const broken = (killed: Partial<Outcome>) =>
  compare(anOutcome(), anOutcome(killed), 2)
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

describe('compare', () => {
  it('is content with two runs that came to the same', () => {
    expect(broken({})).toEqual([]);
  });

  it.each<[string, Partial<Outcome>]>([
    ['counts of each batch', { batches: [counts, counts, { ...counts, applied: 2 }] }],
    ['table citizen', { tables: { citizen: { rows: 2, digest: 'b1b2c3d4e5f60718' } } }],
    [
      'verdict of each card at each stage',
      {
        stages: [
          ['allow', 'allow'],
          ['allow', 'allow'],
        ],
      },
    ],
    ['scans when all infections were known', { scans: [] }],
    ['services that ended by themselves', { died: 1 }],
    ['answered scans not stored', { stored: { missing: 1, twice: 0 } }],
    ['scans stored twice', { stored: { missing: 0, twice: 1 } }],
    ['people stale in the cache', { staleInCache: 1 }],
    ['dead letters', { deadLetters: 1 }],
    ['wrong allows', { scans: [aScan({ batchesBefore: 3 })] }],
  ])('finds %s', (what, killed) => {
    expect(broken(killed)).toEqual([what]);
  });
});

describe('wrongAllows', () => {
  it.each<[string, Partial<AnsweredScan>, number]>([
    ['an infected person once the infections are completed', { batchesBefore: 3 }, 1],
    ['an infected person before that', { batchesBefore: 2 }, 0],
    ['a healthy person', { card: 0, batchesBefore: 3 }, 0],
    ['a card that is denied', { decision: 'deny', batchesBefore: 3 }, 0],
    ['a card that nobody knows', { card: 9, batchesBefore: 0 }, 1],
  ])('judges %s', (_, scan, wrong) => {
    expect(wrongAllows(anOutcome(), [aScan(scan)], 2)).toHaveLength(wrong);
  });
});
