import { stopRequests } from '@entry/stack/processes/stop-requests';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { describeFailure } from '@entry/stack/stack-problem';
import { Command } from 'commander';
import { bench } from './bench';
import type { MeasureOptions } from './measure';
import { limits, rates, wholeNumber } from './options';
import { checksOf } from './report/checks';
import { describeMachine } from './report/machine';
import { report } from './report/report';

type Options = Omit<MeasureOptions, 'rates'> & { readonly rate: readonly number[] };

async function main({ rate, ...others }: Options): Promise<void> {
  const at = new Date();
  const options: MeasureOptions = { ...others, rates: rate };
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const provider = serverProvider(process.env);
  const measurement = await bench({ ...options, provider, say, signal: stopRequests() });
  process.stdout.write(`${report(measurement, options, { at, machine: describeMachine() })}\n`);
  process.exitCode = checksOf(measurement).every(({ holds }) => holds) ? 0 : 1;
}

const command = new Command('bench:verify')
  .description(
    'Starts the whole system and measures the verify endpoint, in turns with a bare server that does one GET',
  )
  .option('--citizens <number>', 'of the invented city', wholeNumber(...limits.citizens), 10_000)
  .option('--seed <number>', 'which city', wholeNumber(...limits.seed), 1)
  .option('--devices <number>', 'that scan', wholeNumber(...limits.devices), 8)
  .option('--connections <number>', 'of the closed loop', wholeNumber(...limits.connections), 32)
  .option('--rate <list>', 'scans a second of the open loop; several with commas', rates, [600])
  .option('--rounds <number>', 'of each load', wholeNumber(...limits.rounds), 3)
  .option('--seconds <number>', 'of each turn', wholeNumber(...limits.seconds), 20)
  .option('--warm-up <seconds>', 'before the first round', wholeNumber(...limits.seconds), 10)
  .action(main);

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
