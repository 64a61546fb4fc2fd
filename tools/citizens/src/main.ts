#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { makeCity, type CityOptions } from './city';
import { writeCity } from './files/write-city';

interface Options extends Omit<CityOptions, 'errors'> {
  readonly out: string;
  readonly clean?: true;
}

const progressEveryMs = 2_000;

async function run({ out, clean, ...options }: Options): Promise<void> {
  const startedAt = Date.now();
  let saidAt = startedAt;
  const written = await writeCity(makeCity({ ...options, errors: clean ? 'none' : 'national' }), out, (file, lines) => {
    if (Date.now() - saidAt < progressEveryMs) return;
    saidAt = Date.now();
    process.stderr.write(`${file}: ${lines} lines, ${seconds(saidAt - startedAt)}\n`);
  });
  for (const { path, lines } of written) process.stdout.write(`${path}: ${lines} lines\n`);
}

/** The day in Hanoi, seven hours ahead of UTC all year. */
function today(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(0)} s`;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(text);
}

const command = new Command('citizens')
  .description('Makes the people of an invented city with their vaccinations, infections and QR payloads')
  .requiredOption('--count <people>', 'how many people', wholeNumber)
  .requiredOption('--seed <number>', 'which city: the same seed, count and day make the same files', wholeNumber)
  .option('--out <directory>', 'where the files go', '.local/citizens')
  .option('--today <YYYY-MM-DD>', 'the day that dates are relative to', today())
  .option('--clean', 'vaccination records without the errors that real ones have')
  .action(run);

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
