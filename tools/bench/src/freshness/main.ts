import { stopRequests } from '@entry/stack/processes/stop-requests';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { describeFailure } from '@entry/stack/stack-problem';
import { Command } from 'commander';
import { limits, wholeNumber } from '../command/options';
import { describeMachine } from '../report/machine';
import { withWholeSystem } from '../whole-system/with-whole-system';
import { measure, type FreshnessOptions } from './measure';
import { checksOf, report } from './report/report';

async function main(options: FreshnessOptions): Promise<void> {
  const at = new Date();
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const surroundings = { provider: serverProvider(process.env), say, signal: stopRequests() };
  const found = await withWholeSystem(surroundings, (system) => measure(options, system));
  process.stdout.write(`${report(found, options, { at, machine: describeMachine() })}\n`);
  process.exitCode = checksOf(found).every(({ holds }) => holds) ? 0 : 1;
}

const command = new Command('bench:freshness')
  .description('Measures how long changes take to two gateways that scan while a large batch is under way')
  .option('--citizens <number>', 'of the city that is scanned', wholeNumber(...limits.citizens), 10_000)
  .option('--seed <number>', 'which city', wholeNumber(...limits.seed), 1)
  .option('--changes <number>', 'positive reports', wholeNumber(1, 100_000), 1_000)
  .option('--others <number>', 'revoked devices, cancelled cards and policies, of each', wholeNumber(1, 1_000), 100)
  .option('--rows <number>', 'of the vaccination batch', wholeNumber(1, 20_000_000), 1_000_000)
  .option('--rate <number>', 'scans a second', wholeNumber(...limits.rate), 600)
  .option('--lanes <number>', 'positive reports measured at a time', wholeNumber(1, 32), 2)
  .option('--every <milliseconds>', 'from one look at a gateway to the next', wholeNumber(1, 1_000), 20)
  .action(main);

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
