import { stopRequests } from '@entry/stack/processes/stop-requests';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { describeFailure } from '@entry/stack/stack-problem';
import { Command } from 'commander';
import { limits, wholeNumber } from '../command/options';
import { describeMachine } from '../report/machine';
import { withWholeSystem } from '../whole-system/with-whole-system';
import { measure, type BatchesOptions } from './measure';
import { checksOf, report } from './report';

async function main(options: BatchesOptions): Promise<void> {
  const at = new Date();
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const surroundings = { provider: serverProvider(process.env), say, signal: stopRequests() };
  const found = await withWholeSystem(surroundings, (system) => measure(options, system));
  process.stdout.write(`${report(found, options, { at, machine: describeMachine() })}\n`);
  process.exitCode = checksOf(found).every(({ holds }) => holds) ? 0 : 1;
}

const command = new Command('bench:batches')
  .description('Measures how fast a register and vaccinations come in, alone and while scans run, next to a bare COPY')
  .option('--people <number>', 'rows of the register', wholeNumber(...limits.people), 1_000_000)
  .option('--records <number>', 'vaccinations of theirs', wholeNumber(1, 20_000_000), 1_000_000)
  .option('--beside <number>', 'rows of each kind while scans run', wholeNumber(0, 5_000_000), 100_000)
  .option('--rate <number>', 'scans a second beside those', wholeNumber(...limits.rate), 600)
  .option('--seed <number>', 'which city', wholeNumber(...limits.seed), 1)
  .action(main);

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
