import fc from 'fast-check';
import { longestGap, scanTime, shortestRestart, withScans } from './device-runs';
import type { RunWithGaps } from './run';

const scansOf = (sequences: readonly number[], begin = 0) =>
  sequences.map((sequence, place) => ({ sequence, at: begin + place * 2_000, notice: null }));
const missingOf = (runs: readonly RunWithGaps<unknown>[]) =>
  runs.flatMap(({ gaps }) => gaps.flatMap(({ first, last }) => numbers(first, last))).sort((a, b) => a - b);
const gapsOf = (runs: readonly RunWithGaps<unknown>[]) =>
  runs.map(({ gaps }) => gaps.map(({ first, last }) => [first, last]).sort(([a], [b]) => a! - b!));
const numbers = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, place) => first + place);

type Scans = ReturnType<typeof scansOf>;
const arriving = (batches: readonly Scans[]) =>
  batches.reduce<RunWithGaps<null>[]>((runs, batch) => withScans(runs, batch), []);

describe('runs of a device', () => {
  it('have for gaps exactly the numbers that did not come, in whatever order and batches the others do', () => {
    const arrival = fc
      .record({ first: fc.integer({ min: 0, max: 2 ** 40 }), came: fc.array(fc.boolean(), { minLength: 1 }) })
      .map(({ first, came }) => scansOf(came.map((_, place) => first + place)).filter((_, place) => came[place]))
      .chain((scans) =>
        fc.record({
          scans: fc.shuffledSubarray(scans, { minLength: scans.length }),
          again: fc.subarray(scans),
          clockOffBy: fc.array(fc.integer({ min: 0, max: shortestRestart / 2 }), { minLength: 1 }),
          size: fc.integer({ min: 1, max: 20 }),
        }),
      );

    fc.assert(
      fc.property(arrival, ({ scans, again, clockOffBy, size }) => {
        const all = [...scans, ...again].map((scan, place) => ({
          ...scan,
          at: scan.at + clockOffBy[place % clockOffBy.length]!,
        }));
        const batches = Array.from({ length: Math.ceil(all.length / size) }, (_, place) =>
          all.slice(place * size, (place + 1) * size),
        );
        const came = new Set(scans.map(({ sequence }) => sequence));
        const expected = numbers(Math.min(...came), Math.max(...came)).filter((sequence) => !came.has(sequence));

        const runs = arriving(batches);
        expect(missingOf(runs)).toEqual(scans.length === 0 ? [] : expected);
        expect(runs).toHaveLength(scans.length === 0 ? 0 : 1);
      }),
      { numRuns: 500 },
    );
  });

  it('keep what was known of a gap when late scans split it', () => {
    const [first, last, late] = [1, 9, 5].map((sequence) => ({ sequence, at: sequence * 1_000, notice: sequence }));

    expect(withScans(withScans([], [first!, last!]), [late!])[0]!.gaps).toMatchObject([
      { first: 2, last: 4, notice: 9 },
      { first: 6, last: 8, notice: 9 },
    ]);
  });

  const before = scansOf([49_998, 50_000]);
  const later = 60_000;

  it('begin anew at a lower number that is later than all, and keep the gaps of both', () => {
    expect(gapsOf(arriving([before, scansOf([1, 3], later)]))).toEqual([[[49_999, 49_999]], [[2, 2]]]);
  });

  it('are the same when scans of the later run come first, and late ones go to their own', () => {
    const batches = [scansOf([5], later + 4_000), before, scansOf([1, 2], later), scansOf([49_995], -5_000)];

    expect(gapsOf(arriving(batches))).toEqual([
      [
        [49_996, 49_997],
        [49_999, 49_999],
      ],
      [[3, 4]],
    ]);
    expect(gapsOf(arriving([before, scansOf([1, 3], later), scansOf([49_999], 1_000)]))).toEqual([[], [[2, 2]]]);
  });

  it('begin anew within the numbers that came already', () => {
    const runs = arriving([scansOf(numbers(0, 9)), scansOf([0, 1, 4], later), scansOf([5, 7], later + 10_000)]);

    expect(gapsOf(runs)).toEqual([
      [],
      [
        [2, 3],
        [6, 6],
      ],
    ]);
  });

  it('take a jump over 100,000 numbers for a run of its own, and a shorter one for a gap', () => {
    expect(gapsOf(arriving([scansOf([1, longestGap + 2])]))).toEqual([[[2, longestGap + 1]]]);
    expect(gapsOf(arriving([scansOf([1, longestGap + 3])]))).toEqual([[], []]);
  });

  it('are not begun anew by a scan that came again without a clock', () => {
    const runs = arriving([scansOf([1, 2, 3]), scansOf([3], 300_000), scansOf([4], 301_000)]);

    expect(gapsOf(runs)).toEqual([[]]);
  });

  it('are kept three of', () => {
    const runs = arriving([1, 2, 3, 4].map((day) => scansOf([1, day + 1], day * later)));

    expect(runs.map(({ highest }) => highest)).toEqual([3, 4, 5]);
  });
});

describe('the time of a scan', () => {
  const received = new Date('2026-11-23T01:00:00Z');

  it.each([
    ["is the device's", '2026-11-22T01:00:00Z', '2026-11-22T01:00:00Z'],
    ['is its arrival when the clock is ahead', '2026-11-23T01:00:01Z', '2026-11-23T01:00:00Z'],
    ['is its arrival when the clock lost its date', '1970-01-01T00:00:00Z', '2026-11-23T01:00:00Z'],
  ])('%s', (_, scanned, expected) => {
    expect(scanTime(new Date(scanned), received)).toBe(Date.parse(expected));
  });
});
