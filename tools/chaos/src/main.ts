import { stopRequests } from '@entry/stack/processes/stop-requests';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { describeFailure } from '@entry/stack/stack-problem';
import { Command, InvalidArgumentError } from 'commander';
import { writeFileSync } from 'node:fs';
import { chaos, type ChaosOptions } from './chaos';
import { historyLines } from './history/history-lines';
import { report } from './report/report';

type Options = Omit<ChaosOptions, 'provider' | 'say' | 'signal' | 'directory'> & { readonly history?: string };

async function main({ history, ...options }: Options): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const { faulty, checks } = await chaos({
    ...options,
    provider: serverProvider(process.env),
    say,
    signal: stopRequests(),
  });
  if (history !== undefined) writeFileSync(history, historyLines(faulty.history).join(''));
  process.stdout.write(`${report(faulty, checks)}\n`);
  process.exitCode = checks.every(({ holds }) => holds) ? 0 : 1;
}

function wholeNumber(from: number): (text: string) => number {
  return (text) => {
    if (/^\d+$/.test(text) && Number(text) >= from) return Number(text);
    throw new InvalidArgumentError(`A whole number from ${from} on is expected.`);
  };
}

const command = new Command('chaos')
  .description(
    'Kills, pauses and empties services and servers during batches and scans, and holds the recorded history against what is stored',
  )
  .requiredOption('--seed <number>', 'which faults and which city', wholeNumber(1))
  .option('--kills <number>', 'with SIGKILL', wholeNumber(0), 56)
  .option('--pauses <number>', 'with SIGSTOP, for up to five seconds', wholeNumber(0), 16)
  .option('--flushes <number>', 'of Redis', wholeNumber(0), 4)
  .option('--citizens <number>', 'of the invented city', wholeNumber(1), 2_000)
  .option('--scanners <number>', 'that scan meanwhile', wholeNumber(1), 24)
  .option('--scans-per-second <number>', 'of all scanners together', wholeNumber(1), 500)
  .option('--history <file>', 'where to write what was done and answered, as NDJSON')
  .action(main);

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
