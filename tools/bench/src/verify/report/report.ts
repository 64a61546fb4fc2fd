import { markdownTable } from '@entry/client/report/markdown-table';
import { decisions } from '@entry/contracts/vocabulary/decisions';
import { checkTable } from '../../report/check';
import { figure, megabytes } from '../../report/figures';
import { whenAndWhere, type Occasion } from '../../report/machine';
import type { Deck } from '../../scans/deck';
import { unknownEvery } from '../../scans/deck';
import type { VerifyTurn } from '../contest';
import type { Measurement, MeasureOptions, SizeMeasurement } from '../measure';
import { checksOf, overloadTurns, verifyTurns } from './checks';
import { contestSection } from './contest-section';
import { growthSection } from './growth-section';
import { overloadSection } from './overload-section';

/** All figures as Markdown. */
export function report(measurement: Measurement, options: MeasureOptions, occasion: Occasion): string {
  const { sizes, overload, memory, stored } = measurement;
  const turns = [...sizes.flatMap(verifyTurns), ...overloadTurns(overload)];
  return [
    '## Verify under load, next to a yardstick',
    whenAndWhere(occasion, 'Load generator, yardstick, the five services and the three servers all on it.'),
    setUp(options),
    ...(options.people ? [growthSection(sizes)] : []),
    ...sizes.flatMap(sizeSections),
    ...(overload ? [overloadSection(overload)] : []),
    '### Answers',
    answers(turns),
    '### Draining',
    draining(turns, stored.answered),
    '### Programs',
    programTable(memory, turns.slice(1)),
    [
      'Memory after all turns; CPU of the turns of verify, draining included. Of PostgreSQL the sum over its processes that live at the end, each of which',
      'counts the memory that they share.',
    ].join('\n'),
    '### Checks',
    checkTable(checksOf(measurement)),
  ].join('\n\n');
}

function setUp({ citizens, seed, devices, rounds, seconds, warmUp }: MeasureOptions): string {
  return [
    `A city of ${citizens} citizens (seed ${seed}), ${devices} devices. ${warmUp} s of warm-up, then ${rounds} rounds of ${seconds} s, yardstick and verify in turns;`,
    'figures are medians of the rounds, with the least and the greatest. The yardstick is Fastify and ioredis, one `GET` from the same',
    'Redis, answering what verify answered for that card.',
  ].join('\n');
}

function sizeSections({ people, deck, contests }: SizeMeasurement): string[] {
  const title = `### With ${people.toLocaleString('en-US')} people in Redis`;
  return [title, mixOf(deck), ...contests.map(contestSection)];
}

function mixOf({ known, unknown }: Deck): string {
  const share = (decision: string) => known.filter((card) => card.decision === decision).length / known.length;
  const mix = decisions.map((decision) => `${Math.round(share(decision) * 100)} % ${decision}`).join(', ');
  const infected = known.filter(({ reasons }) => reasons.includes('INFECTED')).length;
  return [
    `${known.length} cards drawn from all of them (${mix}; ${infected} of infected people); one scan in ${unknownEvery} is of one of`,
    `${unknown.length} people who are not in the register.`,
  ].join('\n');
}

function answers(turns: readonly VerifyTurn[]): string {
  const sum = (of: (turn: VerifyTurn) => number) => turns.reduce((total, turn) => total + of(turn), 0);
  const count = (value: number) => value.toLocaleString('en-US');
  return markdownTable(
    ['answers of verify', 'scans'],
    [
      ['as before the load', count(sum(({ right }) => right))],
      ['`check` since facts did not come in time, unknown people', count(sum(({ late }) => late.unknown))],
      ['`check` since facts did not come in time, known people', count(sum(({ late }) => late.known))],
      ['refused, with a time after which to come again', count(sum(({ refused }) => refused))],
      ['wrong, or none', count(sum(({ wrong }) => Object.values(wrong).reduce((a, b) => a + b, 0)))],
    ],
  );
}

function draining(turns: readonly VerifyTurn[], answered: number): string {
  const times = turns.map(({ drainedAfter }) => drainedAfter);
  const longest = times.every((time) => time !== null) ? `${figure(Math.max(...times))} ms` : 'more than two minutes';
  return `${answered.toLocaleString('en-US')} scans were answered. Each turn ended with access-log having all of its scans in PostgreSQL: the longest wait for that, after the last answer, was ${longest}.`;
}

function programTable(memory: Measurement['memory'], turns: readonly VerifyTurn[]): string {
  const scans = turns.reduce((sum, { answered: ids }) => sum + ids.length, 0);
  const cpuOfScan = (name: string) => turns.reduce((sum, { cpu }) => sum + (cpu[name] ?? 0), 0) / scans;
  return markdownTable(
    ['program', 'processes', 'resident', 'peak', 'CPU, ms a scan'],
    memory.map(({ name, processes, memory: found }) =>
      found
        ? [name, String(processes), megabytes(found.resident), megabytes(found.peak), figure(cpuOfScan(name))]
        : [name, '–', 'not measured: no process on this machine', '–', '–'],
    ),
  );
}
