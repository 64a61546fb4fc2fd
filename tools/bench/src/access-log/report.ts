import { markdownTable } from '@entry/client/report/markdown-table';
import { checkTable, type Check } from '../report/check';
import { figure, megabytes } from '../report/figures';
import { whenAndWhere, type Occasion } from '../report/machine';
import type { AccessLogFound, AccessLogOptions, MeasuredLog } from './measure';
import { questions } from './questions';

/** Events a second; milliseconds. */
const targets = { rate: 5_000, searchable: 2_000, drained: 10_000 };
const count = (value: number) => Math.round(value).toLocaleString('en-US');
const nameOf = ({ size }: MeasuredLog) => `${count(size.rows)} rows`;

export function report(found: AccessLogFound, options: AccessLogOptions, occasion: Occasion): string {
  const { logs } = found;
  return [
    '## The access log',
    whenAndWhere(occasion, 'The five services, the three servers and who sends, scans and asks all on it.'),
    `Filled by the database itself with whole days of scans, ${count(found.filledPerSecond)} rows a second with their indexes. Events were sent to \`access.event.v1\` at ${options.rate} a second for ${options.seconds} s; then ${options.scanRate} scans a second came through a gate for as long, and four devices looked for their own scans in the list.`,
    '### Storing',
    markdownTable(
      [
        'in the log',
        'events',
        'stored a second',
        'most behind',
        'drained after, ms',
        'told after, ms',
        'bytes a row',
        '– with which are stored',
      ],
      logs.map((log) => [
        nameOf(log),
        count(log.ingest.events),
        count(log.ingest.storedPerSecond),
        count(log.ingest.mostBehind),
        count(log.ingest.drained),
        count(log.ingest.told),
        count(log.size.events / log.size.rows),
        count((log.size.events + log.size.recorded) / log.size.rows),
      ]),
    ),
    '### Microseconds of CPU an event, all told',
    markdownTable(
      ['in the log', ...Object.keys(logs[0]?.ingest.cpu ?? {}), 'all'],
      logs.map((log) => {
        const shares = Object.values(log.ingest.cpu);
        return [nameOf(log), ...shares.map(figure), figure(shares.reduce((sum, share) => sum + share, 0))];
      }),
    ),
    `### From the answer at the gate until the scan is in the list, at ${options.scanRate} scans a second`,
    markdownTable(
      ['in the log', 'looked for', 'p50, ms', 'p99, ms', 'longest, ms', 'scans: p99, ms', 'refused'],
      logs.map((log) => [
        nameOf(log),
        count(log.searchable.scans),
        figure(log.searchable.p50),
        figure(log.searchable.p99),
        figure(log.searchable.max),
        figure(log.scans.latency.p99),
        count(log.scans.refused),
      ]),
    ),
    ...logs
      .filter(({ asked }) => asked.length > 0)
      .flatMap((log) => [
        `### Questions to ${nameOf(log)}, through the gateway, one after the other`,
        markdownTable(
          ['question', 'times', 'p50, ms', 'p95, ms', 'longest, ms', 'too many groups'],
          log.asked.map(({ what, times, p50, p95, max, tooMany }) => [
            what,
            count(times),
            figure(p50),
            figure(p95),
            figure(max),
            count(tooMany),
          ]),
        ),
      ]),
    ...(found.exported.length === 0
      ? []
      : [
          '### All scans of the last whole day as a file, through the gateway: resident memory, the most in the first tenth of the time → the most',
          markdownTable(
            ['as', 'rows', 'rows/s', ...(found.exported[0]?.memory.map(({ name }) => name) ?? [])],
            found.exported.map(({ type, rows, perSecond, memory }) => [
              type,
              count(rows),
              count(perSecond),
              ...memory.map(({ early, most }) => `${megabytes(early)} → ${megabytes(most)}`),
            ]),
          ),
        ]),
    '### Plans',
    ['```', found.plans, '```'].join('\n'),
    '### Checks',
    checkTable(checksOf(found)),
  ].join('\n\n');
}

/** The targets. */
export function checksOf({ logs }: AccessLogFound): Check[] {
  return logs.flatMap((log) => {
    const { ingest, searchable, asked } = log;
    const name = nameOf(log);
    return [
      {
        what: `${name}: at least ${count(targets.rate)} events a second`,
        found: count(ingest.storedPerSecond),
        // What is sent at that rate is stored a moment later.
        holds: ingest.storedPerSecond >= targets.rate * 0.95,
      },
      {
        what: `${name}: drained within 10 s`,
        found: `${count(ingest.drained)} ms`,
        holds: ingest.drained <= targets.drained,
      },
      {
        what: `${name}: searchable within 2 s (p99)`,
        found: `${figure(searchable.p99)} ms`,
        holds: searchable.p99 <= targets.searchable,
      },
      ...asked.map(({ what, p95 }) => {
        const target = questions[what]?.p95 ?? 0;
        return { what: `${name}: ${what}, p95 at most ${target} ms`, found: `${figure(p95)} ms`, holds: p95 <= target };
      }),
    ];
  });
}
