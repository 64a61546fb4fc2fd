import type { StruckFault } from '../faults/fault-injector';
import { checkHistory } from './check-history';
import type { AppliedBatch, Attempt, History } from './history';

const minute = 60_000;
const begin = 1_000_000;
/** Card 0 is let in whatever happens, card 1 until the infections are known, card 2 never. */
const stages = [
  ['allow', 'allow', 'check NOT_IN_REGISTER'],
  ['allow', 'deny INFECTED', 'check NOT_IN_REGISTER'],
];
const anAttempt = (overrides: Partial<Attempt> = {}): Attempt => ({
  scanId: 'a',
  scanner: 0,
  card: 0,
  attempt: 1,
  invokedAt: begin,
  completedAt: begin + 10,
  completion: 'ok',
  decision: 'allow',
  why: null,
  ...overrides,
});
const infections: AppliedBatch = { kind: 'infection', acceptedAt: begin + minute, completedAt: begin + 2 * minute };
const aFault: StruckFault = {
  ...{ kind: 'kill', victim: 'kafka', batch: 0, after: 0, lasts: 0 },
  struckAt: begin + minute,
  overAt: begin + 1.5 * minute,
};
const check = (attempts: Attempt[], stored: [string, number][], history: Partial<History> = {}) =>
  checkHistory({ attempts, batches: [infections], faults: [], ...history }, { stored: new Map(stored), stages });
const sentAt = (invokedAt: number) => anAttempt({ card: 1, invokedAt, completedAt: invokedAt + 10 });
const countWrong = (attempt: Attempt, history: Partial<History> = {}) =>
  check([attempt], [['a', 1]], history).wronglyAllowed.length;

describe('checkHistory', () => {
  it('finds nothing wrong with a scan that was answered and is stored once', () => {
    expect(check([anAttempt()], [['a', 1]])).toEqual({
      ...{ invoked: 1, sentAgain: 0, acknowledged: 1, found: 1 },
      ...{ lost: [], twice: [], strange: [], wronglyAllowed: [] },
    });
  });

  it('finds a scan that was acknowledged and is lost', () => {
    const attempts = [anAttempt(), anAttempt({ scanId: 'b' })];

    expect(check(attempts, [['a', 1]])).toMatchObject({ acknowledged: 2, found: 1, lost: ['b'] });
  });

  it('finds a scan that is stored twice, answered or not', () => {
    const attempts = [anAttempt(), anAttempt({ scanId: 'b', completion: 'indeterminate', decision: null })];

    expect(
      check(attempts, [
        ['a', 1],
        ['b', 2],
      ]),
    ).toMatchObject({ twice: ['b'] });
  });

  it('finds a scan that is stored though nobody sent it', () => {
    expect(
      check(
        [anAttempt()],
        [
          ['a', 1],
          ['c', 1],
        ],
      ),
    ).toMatchObject({ strange: ['c'] });
  });

  it('lets a scan of which nobody knows what became of it be stored or not', () => {
    const attempts = [anAttempt({ completion: 'indeterminate', decision: null, why: 'ECONNRESET' })];

    expect(check(attempts, [])).toMatchObject({ invoked: 1, acknowledged: 0, lost: [] });
    expect(check(attempts, [['a', 1]])).toMatchObject({ twice: [], strange: [] });
  });

  it('takes a scan that was sent again for one', () => {
    const attempts = [
      anAttempt({ completion: 'failed', decision: null, why: 'ECONNREFUSED' }),
      anAttempt({ attempt: 2 }),
    ];

    expect(check(attempts, [['a', 1]])).toMatchObject({ invoked: 1, sentAgain: 1, acknowledged: 1, found: 1 });
  });
});

describe('a wrong allow', () => {
  it.each([
    ['of an infected person when the batch is completed', sentAt(begin + 2 * minute + 1), 1],
    ['of a card that is let in at no time', anAttempt({ card: 2 }), 1],
    ['of an infected person before anybody reported it', sentAt(begin), 0],
    ['of an infected person within five seconds', sentAt(begin + minute + 5_000), 0],
    ['of an infected person after five seconds, all being healthy', sentAt(begin + minute + 5_001), 1],
    ['of somebody who is not infected', anAttempt({ invokedAt: begin + 3 * minute }), 0],
  ])('is found or not: %s', (_, attempt, wrong) => {
    expect(countWrong(attempt)).toBe(wrong);
  });

  it('is excused while something is broken, and until it has recovered', () => {
    const scan = sentAt(begin + minute + 30_000);

    expect(countWrong(scan, { faults: [aFault] })).toBe(0);
    expect(countWrong(scan, { faults: [{ ...aFault, struckAt: begin, overAt: begin + minute - 9_000 }] })).toBe(0);
    expect(countWrong(scan, { faults: [{ ...aFault, struckAt: begin, overAt: begin + minute - 11_000 }] })).toBe(1);
  });

  it('is excused by nothing when the batch is completed, or beyond the bound of freshness', () => {
    const never = { ...infections, completedAt: Infinity };

    expect(countWrong(sentAt(begin + 3 * minute), { faults: [aFault] })).toBe(1);
    expect(countWrong(sentAt(begin + 16 * minute), { batches: [never], faults: [aFault] })).toBe(0);
    expect(countWrong(sentAt(begin + 16 * minute + 1), { batches: [never], faults: [aFault] })).toBe(1);
  });

  it('counts from when the scan was first sent: a repeat may get the first decision', () => {
    const first = anAttempt({ card: 1, completion: 'indeterminate', decision: null, why: 'ECONNRESET' });
    const attempts = [first, { ...sentAt(begin + 3 * minute), attempt: 2 }];

    expect(check(attempts, [['a', 1]]).wronglyAllowed).toEqual([]);
  });
});
