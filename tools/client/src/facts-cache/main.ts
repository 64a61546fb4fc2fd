import { stopRequests } from '@entry/stack/processes/stop-requests';
import { describeFailure, StackProblem } from '@entry/stack/stack-problem';
import { givenServers } from '@entry/stack/stack/environment';
import { findStackFile } from '@entry/stack/stack/stack-file';
import type { ServerAddresses } from '@entry/stack/servers/server';
import { Command, InvalidArgumentError } from 'commander';
import { cacheReport } from './cache-report';
import { checkCache, holds } from './check-cache';

async function main({ sample }: { readonly sample: number }): Promise<void> {
  const check = await checkCache({ servers: serversOf(process.env) }, sample, stopRequests());
  process.stdout.write(`${cacheReport(check)}\n`);
  process.exitCode = holds(check) ? 0 : 1;
}

/** KAFKA_BROKERS, POSTGRES_URL and REDIS_URL where they are set, else those of what `npm start` runs. */
function serversOf(env: NodeJS.ProcessEnv): ServerAddresses {
  const file = findStackFile();
  const { kafka, postgres, redis } = {
    kafka: file?.kafkaBrokers,
    postgres: file?.postgresUrl,
    redis: file?.redisUrl,
    ...givenServers(env),
  };
  if (kafka && postgres && redis) return { kafka, postgres, redis };
  throw new StackProblem('Nothing runs here: `npm start` first, or set KAFKA_BROKERS, POSTGRES_URL and REDIS_URL.');
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('A whole number from 1 on is expected.');
  return Number(text);
}

const command = new Command('check:cache')
  .description("Compares the gates' cache with the databases of the facts' owners, by a random sample")
  .option('--sample <number>', 'people drawn from each owner, and as many from the cache', wholeNumber, 10_000)
  .action(main);

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
