import { progressTo } from './progress/progress';
import { stopRequests } from './processes/stop-requests';
import { analystAccess } from './servers/native/analyst-access';
import { describeFailure, StackProblem } from './stack-problem';
import { portsFromEnvironment } from './ports/ports';
import { findStackFile } from './stack/stack-file';

const usage = 'Usage: npm run analyst -- [--remove] <name>';

/** `npm run analyst`: a Kafka user for the analysts' topic, on the servers of `npm start`. */
async function main(args: readonly string[]): Promise<void> {
  const brokers = findStackFile()?.kafkaBrokers;
  if (!brokers) throw new StackProblem('Nothing runs here: `npm start` first.');
  if (!/^[a-z0-9][a-z0-9-]*$/.test(args.at(-1) ?? ''))
    throw new StackProblem(`${usage}: small letters, digits and hyphens`);
  const progress = progressTo((line) => process.stderr.write(`${line}\n`));
  const password = await analystAccess(args, brokers, { progress, signal: stopRequests() });
  if (password === null) return;
  const port = portsFromEnvironment({ KAFKA_PORT: brokers.split(':').at(-1), ...process.env })['kafka-analysts'];
  process.stdout.write(`broker    127.0.0.1:${port}\nuser      ${args.at(-1)}\npassword  ${password}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
