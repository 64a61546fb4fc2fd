import { markdownTable } from '@entry/client/report/markdown-table';
import { checkTable } from '../report/check';
import { figure, megabytes } from '../report/figures';
import { whenAndWhere, type Occasion } from '../report/machine';
import type { DryRunOptions, Measured } from './measure';

const target = 180;
const count = (value: number) => Math.round(value).toLocaleString('en-US');

export function report({ seconds, citizens, memory }: Measured, { seed }: DryRunOptions, occasion: Occasion): string {
  const row = [
    count(citizens),
    figure(seconds),
    count(citizens / seconds),
    megabytes(memory.before),
    megabytes(memory.most),
  ];
  const what = `a dry run over everybody, at most ${target} s`;
  return [
    '## A dry run of an entry policy',
    whenAndWhere(occasion, `A city of seed ${seed} in the topics; the five services and the three servers all on it.`),
    markdownTable(['active citizens', 'seconds', 'a second', 'administration before', 'the most'], [row]),
    checkTable([{ what, found: `${figure(seconds)} s`, holds: seconds <= target }]),
  ].join('\n\n');
}
