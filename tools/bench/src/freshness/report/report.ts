import { markdownTable } from '@entry/client/report/markdown-table';
import type { Percentiles } from '../../measuring/latencies';
import { Latencies } from '../../measuring/latencies';
import { checkTable, type Check } from '../../report/check';
import { figure } from '../../report/figures';
import { whenAndWhere, type Occasion } from '../../report/machine';
import { rowsPerSecond } from '../background-batch';
import { changeKinds, type ChangeKind, type MeasuredChange } from '../changes/change';
import type { Freshness, FreshnessOptions } from '../measure';

const titles: Readonly<Record<ChangeKind, string>> = {
  positive: 'positive report accepted, until `deny`',
  device: 'device revoked, until 401',
  card: 'card cancelled by a batch, until `deny`',
  policy: 'entry policy published, until a verdict under it',
};
/** Milliseconds. */
const targets = { p99: 1_000, latest: 5_000, scanP99: 100 };

export function report(found: Freshness, options: FreshnessOptions, occasion: Occasion): string {
  const { changes, turn } = found;
  const scans = changes.reduce((sum, change) => sum + change.scans, 0);
  const count = (value: number) => value.toLocaleString('en-US');
  return [
    '## From a change to every gate',
    whenAndWhere(
      occasion,
      'Two gateways, the other four services, the three servers and the load generators all on it.',
    ),
    [
      `A city of ${count(options.citizens)} citizens (seed ${options.seed}) scanned at ${options.rate} scans/s, half of them at each gateway, while a vaccination batch of`,
      `${count(options.rows)} rows about other people was under way. Both gateways were asked every ${options.every} ms, from before a change was sent; the time is from`,
      `its acceptance to the answer of the slower gateway that first showed it. These questions were ${count(scans)} scans more.`,
    ].join('\n'),
    markdownTable(
      ['change', 'measured', 'p50, ms', 'p99, ms', 'longest, ms', 'not within 30 s'],
      changeKinds.map((kind) => rowOf(kind, changes)),
    ),
    '### Scans meanwhile',
    markdownTable(
      ['scans', 'a second', 'p50, ms', 'p99, ms', 'p99.9, ms', 'slowest, ms', 'late', 'refused'],
      [
        [
          count(turn.sent),
          figure(turn.perSecond),
          ...[turn.latency.p50, turn.latency.p99, turn.latency.p999, turn.latency.max].map(figure),
          count(turn.late.known + turn.late.unknown),
          count(turn.refused),
        ],
      ],
    ),
    '### The batch',
    batchTable(found.batch),
    '### Checks',
    checkTable(checksOf(found)),
  ].join('\n\n');
}

/** The targets, and what must be so for the figures to count. */
export function checksOf({ changes, wrongAllows, turn, batch }: Freshness): Check[] {
  const wrong = Object.entries(turn.wrong).map(([what, count]) => `${count} × ${what}`);
  return [
    ...changeKinds.flatMap((kind) => checksOfKind(kind, changes)),
    { what: 'wrong allows 5 s after a change', found: String(wrongAllows), holds: wrongAllows === 0 },
    { what: 'wrong answers meanwhile', found: wrong.join(', ') || '0', holds: wrong.length === 0 },
    {
      what: `p99 of the scans meanwhile, below ${targets.scanP99} ms`,
      found: `${figure(turn.latency.p99)} ms`,
      holds: turn.latency.p99 < targets.scanP99,
    },
    {
      what: 'the batch was under way all the time',
      found: batch.atLast.isCompleted ? 'no' : 'yes',
      holds: !batch.atLast.isCompleted && batch.atFirst.handled > 0,
    },
  ];
}

function checksOfKind(kind: ChangeKind, changes: readonly MeasuredChange[]): Check[] {
  const { times, never } = timesOf(kind, changes);
  if (!times) return [];
  const longest = never > 0 ? 'more than 30 s' : `${figure(times.max)} ms`;
  return [
    {
      what: `${titles[kind]}: p99 at most ${targets.p99} ms`,
      found: `${figure(times.p99)} ms`,
      holds: times.p99 <= targets.p99,
    },
    {
      what: '– never over 5 s',
      found: longest,
      holds: never === 0 && times.max <= targets.latest,
    },
  ];
}

function rowOf(kind: ChangeKind, changes: readonly MeasuredChange[]): string[] {
  const { times, never, count } = timesOf(kind, changes);
  const figures = times ? [times.p50, times.p99, times.max].map(figure) : ['–', '–', '–'];
  return [titles[kind], String(count), ...figures, String(never)];
}

/** A change that was never seen counts as one of half a minute. */
function timesOf(
  kind: ChangeKind,
  changes: readonly MeasuredChange[],
): { times: Percentiles | null; never: number; count: number } {
  const ofKind = changes.filter((change) => change.kind === kind);
  const latencies = new Latencies();
  for (const { seenAfter } of ofKind) latencies.record(seenAfter ?? 30_000);
  const never = ofKind.filter(({ seenAfter }) => seenAfter === null).length;
  return { times: latencies.percentiles(), never, count: ofKind.length };
}

function batchTable({ atFirst, atLast, alone }: Freshness['batch']): string {
  const count = (value: number) => value.toLocaleString('en-US');
  return markdownTable(
    ['', 'from row', 'to row', 'rows/s'],
    [
      ['with scans and changes', count(atFirst.handled), count(atLast.handled), figure(rowsPerSecond(atFirst, atLast))],
      alone
        ? [
            'alone, afterwards',
            count(alone.from.handled),
            count(alone.to.handled),
            figure(rowsPerSecond(alone.from, alone.to)),
          ]
        : ['alone, afterwards', '–', '–', 'it was over'],
    ],
  );
}
