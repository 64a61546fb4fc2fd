import { markdownTable } from '@entry/client/report/markdown-table';
import type { Load, Turn } from '../../load/turn';
import { spreadOf, type Spread } from '../../measuring/spread';
import { figure, spread } from '../../report/figures';
import type { Contest } from '../contest';

const columns: readonly { readonly title: string; readonly of: (turn: Turn) => number }[] = [
  { title: 'scans/s', of: ({ perSecond }) => perSecond },
  { title: 'p50, ms', of: ({ latency }) => latency.p50 },
  { title: 'p99, ms', of: ({ latency }) => latency.p99 },
  { title: 'p99.9, ms', of: ({ latency }) => latency.p999 },
  { title: 'slowest, ms', of: ({ latency }) => latency.max },
];

/** Half of a frame of a person's attention it is not, but more than the timers of Node cost. */
const noticeablyLate = 5;

/** One load: the yardstick, verify, and how many times the one the other is. */
export function contestSection({ load, yardstick, verify }: Contest): string {
  const spreads = (turns: readonly Turn[]) => columns.map(({ of }) => spreadOf(turns.map(of)));
  const [bare, ours] = [spreads(yardstick), spreads(verify)];
  const cells = (of: readonly Spread[]) => of.map((each) => spread(each, verify.length));
  const ratios = ours.map(({ median }, column) => figure(median / (bare[column]?.median ?? NaN)));
  return [
    `#### ${titleOf(load)}`,
    markdownTable(
      ['', ...columns.map((column) => column.title)],
      [
        ['yardstick', ...cells(bare)],
        ['verify', ...cells(ours)],
        ['ratio', ...ratios],
      ],
    ),
    generatorLine(load, [...yardstick, ...verify]),
  ].join('\n\n');
}

export function titleOf(load: Load): string {
  return load.kind === 'closed'
    ? `Closed loop: ${load.connections} connections, each sends when it has its answer`
    : `Open loop: ${load.rate} scans/s, latency from when a scan was due, at most ${load.connections} connections`;
}

/** Whether the generator itself was held up, which is in the latencies as well. */
export function generatorLine({ kind }: Load, turns: readonly Turn[]): string {
  const worst = (of: (turn: Turn) => number) => Math.max(...turns.map(of));
  const delay = `its event loop was late by ${figure(worst(({ eventLoopDelay }) => eventLoopDelay.p99))} ms at p99`;
  if (kind === 'closed') return `The generator, in its worst turn: ${delay}.`;
  const late = worst(({ sentLate }) => sentLate?.p99 ?? 0);
  const slowest = figure(worst(({ sentLate }) => sentLate?.max ?? 0));
  const sent = `it sent ${figure(late)} ms after due at p99, ${slowest} ms at most; ${delay}`;
  const verdict = late < noticeablyLate ? '' : ' It was late itself, and its lateness is in the latencies above.';
  return `The generator, in its worst turn: ${sent}.${verdict}`;
}
