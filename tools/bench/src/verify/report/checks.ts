import type { Contest } from '../contest';
import type { Turn } from '../load/turn';
import type { Measurement } from '../measure';
import { spreadOf } from '../measuring/spread';
import { figure } from './figures';

export interface Check {
  readonly what: string;
  readonly found: string;
  readonly holds: boolean;
}

/** The one target: milliseconds that 99 of 100 answers stay below, up to so many scans a second. */
const target = { p99: 100, rate: 600 };

const mostLate = 0.001;

/** What must be so for the figures to count. */
export function checksOf({ contests, warmUp, stored }: Measurement): Check[] {
  const wrong = wrongOf([warmUp, ...contests.flatMap(({ yardstick, verify }) => [...yardstick, ...verify])]);
  const wrongCount = wrong.reduce((sum, { count }) => sum + count, 0);
  const kinds = wrong.map(({ what, count }) => `${count} × ${what}`).join(', ');
  return [
    { what: 'wrong answers', found: kinds || '0', holds: wrongCount === 0 },
    lateCheck([warmUp, ...contests.flatMap(({ verify }) => verify)]),
    { what: 'answered scans that are not stored', found: String(stored.missing), holds: stored.missing === 0 },
    { what: 'scans stored twice', found: String(stored.twice), holds: stored.twice === 0 },
    ...contests.flatMap(checkTarget),
  ];
}

/** Somebody known who is `check` for want of time is held up for nothing. */
function lateCheck(turns: readonly Turn[]): Check {
  const late = turns.reduce((sum, turn) => sum + turn.late.known, 0);
  const share = late / turns.reduce((sum, { sent }) => sum + sent, 0);
  const what = `known people checked for want of time, at most ${mostLate * 100} %`;
  return { what, found: `${(share * 100).toFixed(2)} %`, holds: share <= mostLate };
}

function checkTarget({ load, verify }: Contest): Check[] {
  if (load.kind === 'closed' || load.rate > target.rate) return [];
  const p99 = spreadOf(verify.map(({ latency }) => latency.p99)).median;
  const what = `p99 at ${load.rate} scans/s, below ${target.p99} ms`;
  return [{ what, found: `${figure(p99)} ms`, holds: p99 < target.p99 }];
}

/** Summed over turns, by what was wrong. */
export function wrongOf(turns: readonly Turn[]): { what: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { wrong } of turns) {
    for (const [what, count] of Object.entries(wrong)) counts.set(what, (counts.get(what) ?? 0) + count);
  }
  return [...counts].map(([what, count]) => ({ what, count }));
}
