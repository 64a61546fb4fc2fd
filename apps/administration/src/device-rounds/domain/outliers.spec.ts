import { withOutliers } from './outliers';

const marked = (...lines: [venueKind: string, peopleADevice: number][]) =>
  withOutliers(lines.map(([venueKind, peopleADevice]) => ({ venueKind, peopleADevice })))
    .filter(({ isOutlier }) => isOutlier)
    .map(({ venueKind, peopleADevice }) => [venueKind, peopleADevice]);

describe('withOutliers', () => {
  it('marks what is over three times, or under a third of, the median of its kind', () => {
    const usual: [string, number][] = [
      ['mall', 300],
      ['mall', 600],
      ['mall', 900],
    ];

    expect(marked(...usual, ['mall', 199], ['mall', 1_801])).toEqual([
      ['mall', 199],
      ['mall', 1_801],
    ]);
    expect(marked(...usual, ['mall', 200], ['mall', 1_800])).toEqual([]);
  });

  it('compares within a kind alone', () => {
    expect(marked(['mall', 100], ['mall', 120], ['airport', 5_000], ['airport', 6_000])).toEqual([]);
  });

  it('marks nothing of a kind that has one line', () => {
    expect(marked(['hospital', 1])).toEqual([]);
  });
});
