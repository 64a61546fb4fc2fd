import { markdownTable } from '@entry/client/report/markdown-table';
import type { Turn } from '../../load/turn';
import { spreadOf } from '../../measuring/spread';
import { figure, megabytes } from '../../report/figures';
import type { SizeMeasurement } from '../measure';

/** How the cost grows with the people in the cache: one line for each size. */
export function growthSection(sizes: readonly SizeMeasurement[]): string {
  const loads = sizes[0]?.contests.map(({ load }) => load) ?? [];
  const titles = loads.flatMap((load) =>
    load.kind === 'closed' ? ['closed loop, scans/s', '– p99, ms'] : [`${load.rate}/s: p99, ms`, '– p99.9, ms'],
  );
  const median = (turns: readonly Turn[], of: (turn: Turn) => number) => figure(spreadOf(turns.map(of)).median);
  const rows = sizes.map(({ people, growth, contests }) => [
    people.toLocaleString('en-US'),
    growth ? figure(growth.bytesPerCitizen) : '–',
    growth ? `${figure(growth.gatewayReadyAfter / 1_000)} s` : '–',
    growth?.gatewayMemory ? megabytes(growth.gatewayMemory) : '–',
    ...contests.flatMap(({ load, verify }) =>
      load.kind === 'closed'
        ? [median(verify, ({ perSecond }) => perSecond), median(verify, ({ latency }) => latency.p99)]
        : [median(verify, ({ latency }) => latency.p99), median(verify, ({ latency }) => latency.p999)],
    ),
  ]);
  return [
    '### How its cost grows',
    markdownTable(
      ['people in Redis', 'bytes of Redis each', 'gateway ready after', 'gateway resident then', ...titles],
      rows,
    ),
    [
      'Redis was emptied, and filled from the topics, before its memory was taken; the gateway was started anew with it full. Beyond the',
      'loaded city, people were put into the topics without their owners. Medians of the rounds.',
    ].join('\n'),
  ].join('\n\n');
}
