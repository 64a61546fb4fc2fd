import { markdownTable } from '@entry/client/report/markdown-table';
import { checkTable, type Check } from '../report/check';
import { figure, megabytes } from '../report/figures';
import { whenAndWhere, type Occasion } from '../report/machine';
import type { Batches, BatchesOptions, MeasuredBatch } from './measure';

/** Rows a second, milliseconds. */
const targets = { rate: 8_000, p99: 100 };
const count = (value: number) => Math.round(value).toLocaleString('en-US');
const rateOf = ({ rows, completed }: MeasuredBatch) => rows / completed;
const nameOf = ({ kind, scans }: MeasuredBatch) => (scans ? `${kind}, scans beside` : kind);

export function report(found: Batches, options: BatchesOptions, occasion: Occasion): string {
  const { batches, copied } = found;
  return [
    '## Batches',
    whenAndWhere(occasion, 'The five services, the three servers and who pushes and scans all on it.'),
    [
      `Files were made before; from the first byte of the upload until the last gate saw every row. A bare \`COPY\` of the register's file took in **${count(copied)} rows/s**.`,
      `Scans beside: ${options.rate} a second, of people whom the batch is not about.`,
    ].join('\n'),
    markdownTable(
      [
        'batch',
        'rows',
        'upload, s',
        'completed, s',
        'rows/s',
        'of the bare `COPY`',
        'not applied',
        'scans: p99, ms',
        'p99.9, ms',
        'late',
        'refused',
      ],
      batches.map((batch) => [
        nameOf(batch),
        count(batch.rows),
        figure(batch.accepted),
        figure(batch.completed),
        count(rateOf(batch)),
        `${figure((rateOf(batch) * 100) / copied)} %`,
        count(batch.state.mismatched + batch.state.invalid),
        ...scanCells(batch),
      ]),
    ),
    '### Microseconds of CPU a row',
    markdownTable(
      ['batch', ...namesOf(batches), 'all'],
      batches.map((batch) => [
        nameOf(batch),
        ...batch.programs.map(({ cpuPerRow }) => figure(cpuPerRow)),
        figure(batch.programs.reduce((sum, { cpuPerRow }) => sum + cpuPerRow, 0)),
      ]),
    ),
    '### Resident memory: the most in the first tenth of the time → the most',
    markdownTable(
      ['batch', ...namesOf(batches)],
      batches.map((batch) => [
        nameOf(batch),
        ...batch.programs.map(({ early, most }) => `${megabytes(early)} → ${megabytes(most)}`),
      ]),
    ),
    '### Checks',
    checkTable(checksOf(found)),
  ].join('\n\n');
}

/** What must be so for the figures to count, and the targets. */
export function checksOf({ batches }: Batches): Check[] {
  return batches.flatMap((batch) => {
    const { received, invalid, matched, mismatched, applied, unchanged } = batch.state;
    const sum = batch.kind === 'population' ? invalid + applied + unchanged : invalid + matched + mismatched;
    const name = nameOf(batch);
    const wrong = Object.values(batch.scans?.wrong ?? {}).reduce((total, times) => total + times, 0);
    const p99 = batch.scans?.latency.p99 ?? 0;
    return [
      {
        what: `${name}: every row counted once`,
        found: `${sum} of ${received}`,
        holds: sum === batch.rows && received === sum,
      },
      {
        what: `${name}: at least ${count(targets.rate)} rows/s`,
        found: count(rateOf(batch)),
        holds: rateOf(batch) >= targets.rate,
      },
      ...(batch.scans
        ? [
            { what: `${name}: wrong answers`, found: String(wrong), holds: wrong === 0 },
            {
              what: `${name}: p99 of scans, below ${targets.p99} ms`,
              found: `${figure(p99)} ms`,
              holds: p99 < targets.p99,
            },
          ]
        : []),
    ];
  });
}

function namesOf(batches: readonly MeasuredBatch[]): string[] {
  return batches[0]?.programs.map(({ name }) => name) ?? [];
}

function scanCells({ scans }: MeasuredBatch): string[] {
  if (!scans) return ['', '', '', ''];
  const { latency, late, refused } = scans;
  return [figure(latency.p99), figure(latency.p999), count(late.known + late.unknown), count(refused)];
}
