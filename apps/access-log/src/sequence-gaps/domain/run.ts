/** Numbers of one run that have not come, `first` and `last` themselves included. `Notice` is what was known when they were missed. */
export interface Gap<Notice> {
  readonly id: string;
  readonly first: number;
  readonly last: number;
  readonly notice: Notice;
}

/** One numbering of a device's scans without starting anew: the lowest and highest number, and the earliest and latest time in ms, that came of it. */
export interface Run {
  readonly id: string;
  readonly lowest: number;
  readonly highest: number;
  readonly earliest: number;
  readonly latest: number;
}

export interface RunWithGaps<Notice> extends Run {
  /** In no order, none touches another. They may be only those that the scans at hand can lie in. */
  readonly gaps: readonly Gap<Notice>[];
}

export interface NumberedScan<Notice> {
  readonly sequence: number;
  /** When it was scanned, in ms. */
  readonly at: number;
  /** What a gap is marked with that this scan makes visible. */
  readonly notice: Notice;
}

export function startRun<Notice>({ sequence, at }: NumberedScan<Notice>): RunWithGaps<Notice> {
  return { id: crypto.randomUUID(), lowest: sequence, highest: sequence, earliest: at, latest: at, gaps: [] };
}

/**
 * The run with one more of its numbers: above the highest or below the lowest it opens a gap for what lies between,
 * within a gap it closes, shortens or splits it, and a number that came already changes no gap.
 */
export function withScan<Notice>(run: RunWithGaps<Notice>, scan: NumberedScan<Notice>): RunWithGaps<Notice> {
  const { sequence, at, notice } = scan;
  const { lowest, highest, gaps } = run;
  return {
    ...run,
    lowest: Math.min(lowest, sequence),
    highest: Math.max(highest, sequence),
    earliest: Math.min(run.earliest, at),
    latest: Math.max(run.latest, at),
    gaps: [
      ...gaps.flatMap((gap) => (contains(gap, sequence) ? without(gap, sequence) : [gap])),
      ...between(highest, sequence, notice),
      ...between(sequence, lowest, notice),
    ],
  };
}

export function contains({ first, last }: Pick<Gap<unknown>, 'first' | 'last'>, sequence: number): boolean {
  return first <= sequence && sequence <= last;
}

/** What stays keeps its notice; the lower part is still the same gap. */
function without<Notice>(gap: Gap<Notice>, sequence: number): Gap<Notice>[] {
  const lower = { ...gap, last: sequence - 1 };
  const upper = { ...gap, first: sequence + 1 };
  if (upper.first > upper.last) return lower.first > lower.last ? [] : [lower];
  return lower.first > lower.last ? [upper] : [lower, { ...upper, id: crypto.randomUUID() }];
}

function between<Notice>(below: number, above: number, notice: Notice): Gap<Notice>[] {
  if (above - below < 2) return [];
  return [{ id: crypto.randomUUID(), first: below + 1, last: above - 1, notice }];
}
