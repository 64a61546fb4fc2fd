import { markdownTable } from '@entry/client/report/markdown-table';

/** What must be so for the figures to count, or a target that they should reach. */
export interface Check {
  readonly what: string;
  readonly found: string;
  readonly holds: boolean;
}

export function checkTable(checks: readonly Check[]): string {
  return markdownTable(
    ['', 'found', ''],
    checks.map(({ what, found, holds }) => [what, found, holds ? 'ok' : 'MISSED']),
  );
}
