import type { Turn } from '../../load/turn';
import { spreadOf } from '../../measuring/spread';
import type { Check } from '../../report/check';
import { figure } from '../../report/figures';
import type { Contest, VerifyTurn } from '../contest';
import type { Measurement, SizeMeasurement } from '../measure';
import type { Overload } from '../overload';

/** Up to Hanoi's normal peak, in scans a second and milliseconds. */
const normal = { rate: 600, p99: 15, p999: 50 };
/** Beyond it, up to ten times as much. */
const rush = { rate: 5_500, p99: 100 };
const leastOfYardstick = 0.5;
const mostLate = 0.001;
const longestDraining = 60_000;
const mostBytesPerCitizen = 200;
const overloaded = { p99: 100, goodput: 0.9, offered: 0.95 };

/** What must be so for the figures to count, and the targets. */
export function checksOf({ sizes, overload, stored }: Measurement): Check[] {
  const verify = [...sizes.flatMap(verifyTurns), ...overloadTurns(overload)];
  const wrong = wrongOf([
    ...verify,
    ...sizes.flatMap(({ contests }) => contests.flatMap(({ yardstick }) => yardstick)),
  ]);
  const wrongCount = wrong.reduce((sum, { count }) => sum + count, 0);
  const kinds = wrong.map(({ what, count }) => `${count} × ${what}`).join(', ');
  const peopleOf = ({ people }: SizeMeasurement) =>
    sizes.length > 1 ? `${people.toLocaleString('en-US')} people: ` : '';
  return [
    { what: 'wrong answers', found: kinds || '0', holds: wrongCount === 0 },
    lateCheck(sizes.flatMap(verifyTurns)),
    { what: 'answered scans that are not stored', found: String(stored.missing), holds: stored.missing === 0 },
    { what: 'scans stored twice', found: String(stored.twice), holds: stored.twice === 0 },
    drainingCheck(verify),
    ...sizes.flatMap((size) => targets(size).map((check) => ({ ...check, what: peopleOf(size) + check.what }))),
    ...(overload ? overloadChecks(overload) : []),
  ];
}

export function verifyTurns({ warmUp, contests }: SizeMeasurement): VerifyTurn[] {
  return [warmUp, ...contests.flatMap(({ verify }) => verify)];
}

/** Those that looked for the peak included. */
export function overloadTurns(overload: Overload | null): VerifyTurn[] {
  return overload ? [...overload.steps.map(({ turn }) => turn), overload.turn] : [];
}

/** Somebody known who is `check` for want of time is held up for nothing. */
function lateCheck(turns: readonly Turn[]): Check {
  const late = turns.reduce((sum, turn) => sum + turn.late.known, 0);
  const share = late / turns.reduce((sum, { sent }) => sum + sent, 0);
  const what = `known people checked for want of time, at most ${mostLate * 100} %`;
  return { what, found: `${(share * 100).toFixed(2)} %`, holds: share <= mostLate };
}

function drainingCheck(turns: readonly VerifyTurn[]): Check {
  const longest = Math.max(...turns.map(({ drainedAfter }) => drainedAfter ?? Infinity));
  const found = Number.isFinite(longest) ? `${figure(longest / 1_000)} s` : 'more than two minutes';
  return { what: `backlog drained within ${longestDraining / 1_000} s`, found, holds: longest <= longestDraining };
}

function targets({ growth, contests }: SizeMeasurement): Check[] {
  const bytes = growth?.bytesPerCitizen;
  const what = `bytes of Redis a citizen, at most ${mostBytesPerCitizen}`;
  return [
    ...contests.flatMap(checksOfContest),
    ...(bytes === undefined ? [] : [{ what, found: figure(bytes), holds: bytes <= mostBytesPerCitizen }]),
  ];
}

function checksOfContest({ load, yardstick, verify }: Contest): Check[] {
  const median = (turns: readonly Turn[], of: (turn: Turn) => number) => spreadOf(turns.map(of)).median;
  if (load.kind === 'closed') {
    const ratio = median(verify, ({ perSecond }) => perSecond) / median(yardstick, ({ perSecond }) => perSecond);
    const what = `throughput, at least ${leastOfYardstick} of the yardstick's`;
    return [{ what, found: figure(ratio), holds: ratio >= leastOfYardstick }];
  }
  const at = `at ${load.rate} scans/s`;
  const milliseconds = (what: string, found: number, most: number): Check => {
    return { what: `${what} ${at}, at most ${most} ms`, found: `${figure(found)} ms`, holds: found <= most };
  };
  const p99 = median(verify, ({ latency }) => latency.p99);
  const refused = verify.reduce((sum, turn) => sum + turn.refused, 0);
  const none: Check = { what: `refused ${at}`, found: String(refused), holds: refused === 0 };
  if (load.rate > rush.rate) return [];
  if (load.rate > normal.rate) return [milliseconds('p99', p99, rush.p99), none];
  const p999 = median(verify, ({ latency }) => latency.p999);
  return [milliseconds('p99', p99, normal.p99), milliseconds('p99.9', p999, normal.p999), none];
}

function overloadChecks({ peak, rate, turn }: Overload): Check[] {
  const [goodput, offered] = [turn.perSecond / peak, turn.offeredPerSecond / rate];
  const share = (value: number) => `${(value * 100).toFixed(0)} %`;
  const { latency } = turn;
  return [
    {
      what: `overload: p99 of accepted scans, below ${overloaded.p99} ms`,
      found: `${figure(latency.p99)} ms`,
      holds: latency.p99 < overloaded.p99,
    },
    {
      what: `overload: goodput, at least ${share(overloaded.goodput)} of the peak`,
      found: share(goodput),
      holds: goodput >= overloaded.goodput,
    },
    {
      what: `overload: offered, at least ${share(overloaded.offered)} of what was to be`,
      found: share(offered),
      holds: offered >= overloaded.offered,
    },
  ];
}

/** Summed over turns, by what was wrong. */
export function wrongOf(turns: readonly Turn[]): { what: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { wrong } of turns) {
    for (const [what, count] of Object.entries(wrong)) counts.set(what, (counts.get(what) ?? 0) + count);
  }
  return [...counts].map(([what, count]) => ({ what, count }));
}
