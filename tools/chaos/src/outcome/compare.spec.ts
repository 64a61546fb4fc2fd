import type { Attempt } from '../history/history';
import { compare } from './compare';
import type { Outcome } from './outcome';

const counts = { received: 1, invalid: 0, matched: 1, mismatched: 0, applied: 1, unchanged: 0 };
const aScan = (overrides: Partial<Attempt> = {}): Attempt => ({
  ...{ scanId: 'a', scanner: 0, card: 0, attempt: 1, invokedAt: 300, completedAt: 310 },
  ...{ completion: 'ok', decision: 'allow', why: null },
  ...overrides,
});
const aHistory = (overrides: Partial<Outcome['history']> = {}): Outcome['history'] => ({
  attempts: [aScan()],
  batches: [{ kind: 'infection', acceptedAt: 100, completedAt: 200 }],
  faults: [],
  ...overrides,
});
const anOutcome = (overrides: Partial<Outcome> = {}): Outcome => ({
  batches: [counts, counts, counts],
  tables: { citizen: { rows: 2, digest: 'a1b2c3d4e5f60718' } },
  stages: [
    ['allow', 'allow'],
    ['allow', 'deny INFECTED'],
  ],
  history: aHistory(),
  stored: new Map([['a', 1]]),
  cache: { compared: 3, different: 0 },
  deadLetters: 0,
  died: 0,
  ...overrides,
});
const broken = (faulty: Partial<Outcome>) =>
  compare(anOutcome(), anOutcome(faulty))
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
    ['– of them when all infections were known', { history: aHistory({ attempts: [aScan({ invokedAt: 150 })] }) }],
    [
      '– lost',
      {
        history: aHistory({ attempts: [aScan(), aScan({ scanId: 'b' })] }),
      },
    ],
    ['scans stored twice', { stored: new Map([['a', 2]]) }],
    [
      'scans stored that nobody sent',
      {
        stored: new Map([
          ['a', 1],
          ['b', 1],
        ]),
      },
    ],
    ['wrong allows', { history: aHistory({ attempts: [aScan({ card: 1 })] }) }],
    ['facts in the cache compared with their owners', { cache: { compared: 0, different: 0 } }],
    ['– that differ', { cache: { compared: 3, different: 1 } }],
    ['dead letters', { deadLetters: 1 }],
    ['programs that ended by themselves', { died: 1 }],
  ])('finds %s', (what, faulty) => {
    expect(broken(faulty)).toEqual([what]);
  });
});
