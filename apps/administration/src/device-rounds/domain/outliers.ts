interface Line {
  readonly venueKind: string;
  /** People a day for each device. */
  readonly peopleADevice: number;
}

/** Against the median of the same kind of venue. */
const timesTheMedian = 3;

/** The lines with a mark at those that ask for far more, or far fewer, devices than others of their kind of venue. */
export function withOutliers<Some extends Line>(lines: readonly Some[]): (Some & { isOutlier: boolean })[] {
  const medians = new Map(
    [...Map.groupBy(lines, ({ venueKind }) => venueKind)].map(([kind, some]) => [kind, medianOf(some)]),
  );
  return lines.map((line) => {
    const median = medians.get(line.venueKind)!;
    const { peopleADevice } = line;
    const isOutlier = peopleADevice > median * timesTheMedian || peopleADevice * timesTheMedian < median;
    return { ...line, isOutlier };
  });
}

function medianOf(lines: readonly Line[]): number {
  const sorted = lines.map(({ peopleADevice }) => peopleADevice).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
