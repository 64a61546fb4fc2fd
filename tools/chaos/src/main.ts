import { stopRequests } from '@entry/stack/processes/stop-requests';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { describeFailure } from '@entry/stack/stack-problem';
import { Command, InvalidArgumentError } from 'commander';
import { chaos } from './chaos';
import { report } from './report/report';

interface Options {
  readonly seed: number;
  readonly kills: number;
  readonly citizens: number;
  readonly scanners: number;
}

async function main(options: Options): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const { killed, checks } = await chaos({
    ...options,
    provider: serverProvider(process.env),
    say,
    signal: stopRequests(),
  });
  process.stdout.write(`${report(killed, checks)}\n`);
  process.exitCode = checks.every(({ holds }) => holds) ? 0 : 1;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('A whole number from 1 on is expected.');
  return Number(text);
}

const command = new Command('chaos')
  .description(
    'Kills services and servers with SIGKILL during batches and scans, and compares with a run that was left alone',
  )
  .requiredOption('--seed <number>', 'which kills and which city', wholeNumber)
  .option('--kills <number>', 'how many', wholeNumber, 24)
  .option('--citizens <number>', 'of the invented city', wholeNumber, 2_000)
  .option('--scanners <number>', 'that scan meanwhile', wholeNumber, 4)
  .action(main);

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
