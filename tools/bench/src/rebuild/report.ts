import { markdownTable } from '@entry/client/report/markdown-table';
import { checkTable, type Check } from '../report/check';
import { figure, megabytes } from '../report/figures';
import { whenAndWhere, type Occasion } from '../report/machine';
import type { Phase, Rebuild, RebuildOptions } from './measure';
import type { Sight } from './refilling';

/** Milliseconds, and bytes. */
const targets = { p99: 100, bytesPerCitizen: 200 };
const rowsOfSights = 10;
const count = (value: number) => value.toLocaleString('en-US');

export function report(found: Rebuild, options: RebuildOptions, occasion: Occasion): string {
  const { sights, phases, memory } = found;
  const last = sights.at(-1);
  return [
    '## Redis emptied under load',
    whenAndWhere(occasion, 'Load generator, the five services and the three servers all on it.'),
    [
      `${count(options.citizens)} people in the topics (seed ${options.seed}); the ${count(options.scanned)} whom the owners know were scanned at ${options.rate} scans/s, one scan in 50 of`,
      `somebody unknown. Redis was emptied by \`FLUSHALL\`; it held again all that the topics had held after **${figure(last?.after ?? NaN)} s**,`,
      `${count(Math.round(options.citizens / (last?.after ?? NaN)))} people a second.`,
    ].join('\n'),
    '### The way back',
    markdownTable(
      ['after, s', 'messages read'],
      thinned(sights).map(({ after, share }) => [figure(after), `${(share * 100).toFixed(0)} %`]),
    ),
    '### What scans got',
    phaseTable(phases),
    [
      '_Late_ is `check` since the facts did not come in time. A question to an owner may be about many people. Latency counts from when a',
      'scan was due.',
    ].join('\n'),
    '### Memory of Redis',
    markdownTable(
      ['facts alone', 'nothing', 'filled again, with what gateways tell each other of scans', 'bytes a citizen'],
      [[...[memory.facts, memory.empty, memory.after].map(megabytes), figure(bytesPerCitizen(found, options))]],
    ),
    '### Checks',
    checkTable(checksOf(found, options)),
  ].join('\n\n');
}

/** What must be so for the figures to count, and the targets. */
export function checksOf(found: Rebuild, options: RebuildOptions): Check[] {
  const { phases, cache } = found;
  const wrong = phases.flatMap(({ turn }) => Object.entries(turn.wrong).map(([what, times]) => `${times} × ${what}`));
  const bytes = bytesPerCitizen(found, options);
  const { p99 } = phases.find(({ name }) => name === 'while it is filled')?.turn.latency ?? { p99: NaN };
  return [
    { what: 'wrong answers', found: wrong.join(', ') || '0', holds: wrong.length === 0 },
    {
      what: 'people who differ from their owners afterwards',
      found: `${cache.different} of ${cache.compared} compared`,
      holds: cache.different === 0 && cache.compared > 0,
    },
    { what: `p99 while it is filled, below ${targets.p99} ms`, found: `${figure(p99)} ms`, holds: p99 < targets.p99 },
    {
      what: `bytes of Redis a citizen, at most ${targets.bytesPerCitizen}`,
      found: figure(bytes),
      holds: bytes <= targets.bytesPerCitizen,
    },
  ];
}

function bytesPerCitizen({ memory }: Rebuild, { citizens }: RebuildOptions): number {
  return (memory.facts - memory.empty) / citizens;
}

function phaseTable(phases: readonly Phase[]): string {
  return markdownTable(
    [
      ...[
        '',
        'scans',
        'allow',
        'check',
        'deny',
        'late, known people',
        'late, unknown',
        'not recorded',
        'refused',
        'wrong',
      ],
      ...['p50, ms', 'p99, ms', 'p99.9, ms', 'slowest, ms', 'questions to owners'],
    ],
    phases.map(({ name, turn, lookups }) => [
      name,
      ...[turn.sent, turn.decisions.allow, turn.decisions.check, turn.decisions.deny].map(count),
      ...[turn.late.known, turn.late.unknown, turn.unkept, turn.refused].map(count),
      count(Object.values(turn.wrong).reduce((sum, times) => sum + times, 0)),
      ...[turn.latency.p50, turn.latency.p99, turn.latency.p999, turn.latency.max].map(figure),
      count(lookups),
    ]),
  );
}

/** About so many of them, the last one always. */
function thinned(sights: readonly Sight[]): Sight[] {
  const step = Math.ceil(sights.length / rowsOfSights);
  return sights.filter((_, index) => index % step === 0 || index === sights.length - 1);
}
