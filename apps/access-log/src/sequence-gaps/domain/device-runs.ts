import { contains, startRun, withScan, type NumberedScan, type RunWithGaps } from './run';

/** Numbers further apart than this are of different runs: so many scans do not get lost, a day's of a busy gate is a tenth. */
export const longestGap = 100_000;

/** A device that forgets its count is set up anew, which takes longer; a scan sent twice, or gateways' clocks, differ by less. In ms. */
export const shortestRestart = 10_000;

/** As long a device without a clock may repeat a scan, by the contract of `scanId`. In ms. */
const repeatedWithin = 10 * 60_000;

const trustedFor = 30 * 24 * 60 * 60_000;
const keptRuns = 3;

/** When a scan was made, in ms: by the device's clock, or at arrival when that clock is ahead or over 30 days behind. */
export function scanTime(scannedAt: Date, receivedAt: Date): number {
  const [scanned, received] = [scannedAt.getTime(), receivedAt.getTime()];
  return scanned <= received && scanned >= received - trustedFor ? scanned : received;
}

/**
 * The runs of one device, oldest first, after some more scans, whatever their order. The last three are kept.
 *
 * A device that starts anew at a lower number is told from a late scan by time, since within a run both number and
 * time rise: a number that came already, or lies below all, yet is later than the whole run, begins the next one. So
 * does one that is over 100,000 away. Gaps of an earlier run stay, and its late scans still close them. What this
 * cannot see: a run whose first number continues the one before, and repetitions within the first 10 s of a run.
 */
export function withScans<Notice>(
  runs: readonly RunWithGaps<Notice>[],
  scans: readonly NumberedScan<Notice>[],
): RunWithGaps<Notice>[] {
  return scans
    .toSorted((a, b) => a.at - b.at || a.sequence - b.sequence)
    .reduce(addScan<Notice>, [...runs])
    .slice(-keptRuns);
}

function addScan<Notice>(runs: RunWithGaps<Notice>[], scan: NumberedScan<Notice>): RunWithGaps<Notice>[] {
  const place = runs.findLastIndex(({ earliest }) => earliest - shortestRestart <= scan.at);
  const own = [place, place + 1].find((index) => runs[index] && isOf(runs[index], scan));
  const changed =
    own === undefined
      ? [...runs, startRun(scan)]
      : runs.map((run, index) => (index === own ? withScan(run, scan) : run));
  return changed.sort((a, b) => a.earliest - b.earliest);
}

function isOf<Notice>(run: RunWithGaps<Notice>, { sequence, at }: NumberedScan<Notice>): boolean {
  const isBefore = at < run.earliest - shortestRestart;
  if (sequence > run.highest) return !isBefore && sequence - run.highest <= longestGap + 1;
  if (run.gaps.some((gap) => contains(gap, sequence))) return at <= run.latest + repeatedWithin;
  if (sequence === run.highest) return !isBefore;
  const isNear = run.lowest - sequence <= longestGap + 1;
  return isNear && at <= run.latest + shortestRestart && (!isBefore || sequence < run.lowest);
}
