import { markdownTable } from '@entry/client/report/markdown-table';
import { decisions } from '@entry/contracts/vocabulary/decisions';
import type { VerifyTurn } from '../contest';
import type { Measurement, MeasureOptions } from '../measure';
import type { Deck } from '../scans/deck';
import { unknownEvery } from '../scans/deck';
import { checksOf } from './checks';
import { contestSection } from './contest-section';
import { figure, megabytes } from './figures';

/** Where and when it was measured. */
export interface Occasion {
  readonly at: Date;
  readonly machine: string;
}

/** All figures as Markdown. */
export function report(measurement: Measurement, options: MeasureOptions, occasion: Occasion): string {
  const { deck, warmUp, contests, memory, stored } = measurement;
  const turns = [warmUp, ...contests.flatMap(({ verify }) => verify)];
  return [
    '## Verify under load, next to a yardstick',
    `${occasion.at.toISOString().slice(0, 16).replace('T', ' ')} UTC; ${occasion.machine}. Load generator, yardstick, the five services and the three servers all on it.`,
    setUp(options, deck),
    ...contests.map(contestSection),
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
    markdownTable(
      ['', 'found', ''],
      checksOf(measurement).map(({ what, found, holds }) => [what, found, holds ? 'ok' : 'FAILED']),
    ),
  ].join('\n\n');
}

function setUp({ citizens, seed, devices, rounds, seconds, warmUp }: MeasureOptions, deck: Deck): string {
  const share = (decision: string) =>
    deck.known.filter((card) => card.decision === decision).length / deck.known.length;
  const mix = decisions.map((decision) => `${Math.round(share(decision) * 100)} % ${decision}`).join(', ');
  return [
    `A city of ${citizens} citizens (seed ${seed}) with ${deck.known.length} cards (${mix}), ${devices} devices; one scan in ${unknownEvery} is of one of`,
    `${deck.unknown.length} people who are not in the register. ${warmUp} s of warm-up, then ${rounds} rounds of ${seconds} s, yardstick and verify in turns;`,
    'figures are medians of the rounds, with the least and the greatest. The yardstick is Fastify and ioredis, one `GET` from the same',
    'Redis, answering what verify answered for that card.',
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
