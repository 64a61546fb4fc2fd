import { stopRequests } from '@entry/stack/processes/stop-requests';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { describeFailure } from '@entry/stack/stack-problem';
import { Command } from 'commander';
import { limits, wholeNumber } from '../command/options';
import { describeMachine } from '../report/machine';
import { withWholeSystem } from '../whole-system/with-whole-system';
import { measure, type RebuildOptions } from './measure';
import { checksOf, report } from './report';

async function main(options: RebuildOptions): Promise<void> {
  const at = new Date();
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const surroundings = { provider: serverProvider(process.env), say, signal: stopRequests() };
  const found = await withWholeSystem(surroundings, (system) => measure(options, system));
  process.stdout.write(`${report(found, options, { at, machine: describeMachine() })}\n`);
  process.exitCode = checksOf(found, options).every(({ holds }) => holds) ? 0 : 1;
}

const command = new Command('bench:rebuild')
  .description(
    'Empties a full Redis under load, and measures how long it takes to be full again and what scans get meanwhile',
  )
  .option('--citizens <number>', 'in Redis', wholeNumber(...limits.people), 5_000_000)
  .option('--scanned <number>', 'of them, whom the owners know as well', wholeNumber(...limits.citizens), 10_000)
  .option('--seed <number>', 'which city', wholeNumber(...limits.seed), 1)
  .option('--rate <number>', 'scans a second', wholeNumber(...limits.rate), 600)
  .option('--seconds <number>', 'of scans before and afterwards', wholeNumber(...limits.seconds), 20)
  .action(main);

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
