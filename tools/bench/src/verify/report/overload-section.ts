import { markdownTable } from '@entry/client/report/markdown-table';
import { figure } from '../../report/figures';
import type { Overload } from '../overload';
import { generatorLine } from './contest-section';

/** The way to the peak, and what became of three times as much. */
export function overloadSection({ steps, peak, rate, turn }: Overload): string {
  const { latency, latencySinceSent, refusedLatency } = turn;
  const count = (value: number) => value.toLocaleString('en-US');
  return [
    '### Overload',
    markdownTable(
      ['closed loop, connections', 'scans/s', 'p99, ms', 'refused'],
      steps.map(({ connections, turn: step }) => [
        String(connections),
        figure(step.perSecond),
        figure(step.latency.p99),
        count(step.refused),
      ]),
    ),
    `The best of these is the peak: ${figure(peak)} scans/s. Then three times as many, ${count(rate)} a second, in an open loop:`,
    markdownTable(
      ['', 'scans/s', 'p50, ms', 'p99, ms', 'p99.9, ms', 'slowest, ms'],
      [
        ['offered', figure(turn.offeredPerSecond), '', '', '', ''],
        ['accepted, from when due', figure(turn.perSecond), ...cellsOf(latency)],
        ['accepted, from when sent', '', ...cellsOf(latencySinceSent)],
        ['refused', figure((turn.refused / turn.sent) * turn.offeredPerSecond), ...cellsOf(refusedLatency)],
      ],
    ),
    generatorLine({ kind: 'open', rate, connections: 0, seconds: null }, [turn]),
  ].join('\n\n');
}

function cellsOf(latency: Overload['turn']['refusedLatency']): string[] {
  if (!latency) return ['–', '–', '–', '–'];
  return [latency.p50, latency.p99, latency.p999, latency.max].map(figure);
}
