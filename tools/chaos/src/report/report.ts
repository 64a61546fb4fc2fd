import { markdownTable } from '@entry/client/report/markdown-table';
import type { Check } from '../outcome/compare';
import type { Outcome } from '../outcome/outcome';

/** What was killed when and what came of it, as Markdown tables. */
export function report(killed: Outcome, checks: readonly Check[]): string {
  const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(1);
  const kills = killed.kills.map(({ victim, batch, after, downFor, readyAfter }) => [
    victim,
    String(batch + 1),
    seconds(after),
    seconds(downFor),
    seconds(readyAfter),
  ]);
  const repeated = killed.scans.filter(({ attempts }) => attempts > 1).length;
  return [
    markdownTable(['killed', 'during batch', 'after, s', 'down for, s', 'ready again, s'], kills),
    markdownTable(
      ['', 'clean run', 'with kills', ''],
      checks.map(({ what, clean, killed: found, holds }) => [what, clean, found, holds ? 'ok' : 'DIFFERS']),
    ),
    `${killed.scans.length} scans were answered, ${repeated} of them after being sent again.`,
  ].join('\n\n');
}
