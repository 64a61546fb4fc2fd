import { stopRequests } from '@entry/stack/processes/stop-requests';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { describeFailure } from '@entry/stack/stack-problem';
import { Command } from 'commander';
import { limits, risingNumbers, wholeNumber, wholeNumbers } from '../command/options';
import { describeMachine } from '../report/machine';
import { withWholeSystem } from '../whole-system/with-whole-system';
import { measure, type MeasureOptions } from './measure';
import { checksOf } from './report/checks';
import { report } from './report/report';

async function main(given: MeasureOptions & { people?: readonly number[] }): Promise<void> {
  const at = new Date();
  const citizens = Math.min(given.citizens, given.people?.[0] ?? Infinity);
  const options: MeasureOptions = { ...given, citizens, people: given.people ?? null };
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const surroundings = { provider: serverProvider(process.env), say, signal: stopRequests() };
  const measurement = await withWholeSystem(surroundings, (system) => measure(options, system));
  process.stdout.write(`${report(measurement, options, { at, machine: describeMachine() })}\n`);
  process.exitCode = checksOf(measurement).every(({ holds }) => holds) ? 0 : 1;
}

const command = new Command('bench:verify')
  .description(
    'Starts the whole system and measures the verify endpoint, in turns with a bare server that does one GET',
  )
  .option('--citizens <number>', 'of the invented city, loaded in batches', wholeNumber(...limits.citizens), 10_000)
  .option(
    '--people <list>',
    'to which the cache grows, measured at each; rising, with commas',
    risingNumbers(...limits.people),
  )
  .option('--cards <number>', 'drawn from all people', wholeNumber(...limits.cards), 20_000)
  .option('--seed <number>', 'which city', wholeNumber(...limits.seed), 1)
  .option('--devices <number>', 'that scan', wholeNumber(...limits.devices), 8)
  .option('--generators <number>', 'processes that send', wholeNumber(...limits.generators), 1)
  .option('--connections <number>', 'of the closed loop', wholeNumber(...limits.connections), 32)
  .option('--rates <list>', 'scans a second of the open loop; several with commas', wholeNumbers(...limits.rate), [600])
  .option('--rounds <number>', 'of each load', wholeNumber(...limits.rounds), 3)
  .option('--seconds <number>', 'of each turn', wholeNumber(...limits.seconds), 20)
  .option('--warm-up <seconds>', 'before the first round', wholeNumber(...limits.seconds), 10)
  .option('--overload', 'afterwards three times what it can do', false)
  .action(main);

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
