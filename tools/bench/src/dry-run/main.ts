import { stopRequests } from '@entry/stack/processes/stop-requests';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { describeFailure } from '@entry/stack/stack-problem';
import { Command } from 'commander';
import { limits, wholeNumber } from '../command/options';
import { describeMachine } from '../report/machine';
import { withWholeSystem } from '../whole-system/with-whole-system';
import { measure, type DryRunOptions } from './measure';
import { report } from './report';

async function main(options: DryRunOptions): Promise<void> {
  const at = new Date();
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const surroundings = { provider: serverProvider(process.env), say, signal: stopRequests() };
  const found = await withWholeSystem(surroundings, (system) => measure(options, system));
  process.stdout.write(`${report(found, options, { at, machine: describeMachine() })}\n`);
  process.exitCode = found.state === 'completed' ? 0 : 1;
}

const command = new Command('bench:dry-run')
  .description(
    'Puts a city into the topics, and measures how long it takes to say what an entry policy would change for it',
  )
  .option('--citizens <number>', 'in the topics', wholeNumber(...limits.people), 5_000_000)
  .option('--seed <number>', 'which city', wholeNumber(...limits.seed), 1)
  .action(main);

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
