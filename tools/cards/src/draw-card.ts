import { Command, InvalidArgumentError, Option } from 'commander';
import { readFileSync, writeFileSync } from 'node:fs';
import { CardProblem, describeFailure } from './card-problem';
import { chosenSample, type ChosenSample } from './demonstration/chosen-sample';
import { findStackFile } from '@entry/stack/stack/stack-file';
import { renderCard } from './drawing/render-card';
import { givenPath } from '@entry/client/given-path';

interface Options {
  readonly out: string;
  readonly qr?: string;
  readonly sample: number;
  readonly seed?: number;
}

function drawCard({ out, qr, ...choice }: Options, env: NodeJS.ProcessEnv): void {
  const card = qr === undefined ? chosenSample(choice, findStackFile()) : givenText(qr);
  const picture = renderCard(card.qr);
  try {
    writeFileSync(givenPath(out, env), picture);
  } catch (error) {
    throw new CardProblem(`The picture cannot be written: ${(error as Error).message}`);
  }
  process.stdout.write(`${out}: ${card.about}\n`);
}

function givenText(qr: string): ChosenSample {
  const text = qr === '-' ? readFileSync(0, 'utf8').replace(/\r?\n$/, '') : qr;
  return { qr: text, about: 'the given text' };
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(text);
}

const command = new Command('card')
  .description('Draws a specimen of the citizen card with its QR code')
  .option('--out <file>', 'the picture (PNG)', 'card.png')
  .option('--sample <number>', "which sample of the demonstration, or of the generator's city", wholeNumber, 1)
  .option('--seed <number>', "a sample of the generator's city of this seed", wholeNumber)
  .addOption(
    new Option('--qr <text>', 'the text of the QR code; - reads it from standard input').conflicts(['sample', 'seed']),
  );

try {
  drawCard(command.parse().opts<Options>(), process.env);
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
