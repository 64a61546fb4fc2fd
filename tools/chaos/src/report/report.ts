import { markdownTable } from '@entry/client/report/markdown-table';
import type { FaultKind } from '../faults/fault-plan';
import { victims } from '../faults/fault-plan';
import type { StruckFault } from '../faults/fault-injector';
import type { Check } from '../outcome/compare';
import type { Outcome } from '../outcome/outcome';

/** What was done to whom and what came of it, as Markdown tables. */
export function report({ history: { attempts, faults } }: Outcome, checks: readonly Check[]): string {
  const completions = (kind: string) => attempts.filter(({ completion }) => completion === kind).length;
  const [ok, failed, indeterminate] = ['ok', 'failed', 'indeterminate'].map(completions);
  const kills = faults.filter(({ kind }) => kind === 'kill').length;
  return [
    `${kills} kills with SIGKILL, ${faults.length - kills} other faults:`,
    faultTable(faults),
    markdownTable(
      ['', 'clean run', 'with faults', ''],
      checks.map(({ what, clean, faulty, holds }) => [what, clean, faulty, holds ? 'ok' : 'DIFFERS']),
    ),
    `In the run with faults scans were sent ${attempts.length} times: ${ok} got a decision, ${failed} surely were not taken in, and of ${indeterminate} nobody knew; all of these were sent again.`,
  ].join('\n\n');
}

function faultTable(faults: readonly StruckFault[]): string {
  const rows = victims.map((victim) => {
    const of = (kind: FaultKind) => faults.filter((fault) => fault.victim === victim && fault.kind === kind);
    const flushes = of('flush').length;
    return [
      victim,
      String(of('kill').length),
      spanOf(of('kill')),
      String(of('pause').length),
      spanOf(of('pause')),
      String(flushes),
    ];
  });
  return markdownTable(['', 'killed', 'ready again after, s', 'paused', 'for, s', 'emptied'], rows);
}

/** From the shortest to the longest. */
function spanOf(faults: readonly StruckFault[]): string {
  const lasted = faults.map(({ struckAt, overAt }) => (overAt - struckAt) / 1_000);
  return lasted.length === 0 ? '–' : `${Math.min(...lasted).toFixed(1)}–${Math.max(...lasted).toFixed(1)}`;
}
