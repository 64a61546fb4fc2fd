import { stopRequests } from '@entry/stack/processes/stop-requests';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { describeFailure } from '@entry/stack/stack-problem';
import { Command } from 'commander';
import { limits, risingNumbers, wholeNumber } from '../command/options';
import { describeMachine } from '../report/machine';
import { withWholeSystem } from '../whole-system/with-whole-system';
import { measure, type AccessLogOptions } from './measure';
import { checksOf, report } from './report';

async function main(options: AccessLogOptions): Promise<void> {
  const at = new Date();
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const surroundings = { provider: serverProvider(process.env), say, signal: stopRequests() };
  const found = await withWholeSystem(surroundings, (system) => measure(options, system));
  process.stdout.write(`${report(found, options, { at, machine: describeMachine() })}\n`);
  process.exitCode = checksOf(found).every(({ holds }) => holds) ? 0 : 1;
}

const command = new Command('bench:access-log')
  .description('Fills the access log, and measures how fast scans come in, can be found and are counted')
  .option(
    '--rows <numbers>',
    'in the log at each measurement',
    risingNumbers(0, 200_000_000),
    [0, 10_000_000, 50_000_000],
  )
  .option('--days <number>', 'over which the most rows are spread', wholeNumber(1, 30), 30)
  .option('--rate <number>', 'events a second', wholeNumber(...limits.rate), 5_000)
  .option('--scan-rate <number>', 'scans a second', wholeNumber(...limits.rate), 600)
  .option('--seconds <number>', 'of events, and of scans', wholeNumber(...limits.seconds), 30)
  .option('--questions <number>', 'of each kind', wholeNumber(1, 10_000), 100)
  .option('--seed <number>', 'which city', wholeNumber(...limits.seed), 1)
  .action(main);

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
