import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { drainJournal } from './drain-journal';

const usage = `Usage: npm run journal -- drain --directory <DATA_DIR of the gateway> [--brokers <host:port,…>]

Brings the scans of a gateway that does not come back to access-log, and removes each from its
journal when access-log has it in PostgreSQL. Kafka is that of KAFKA_BROKERS, else localhost:9092.
It may be stopped and run again at any time.`;

/** `npm run journal`. */
async function main(): Promise<void> {
  const options = { directory: { type: 'string' }, brokers: { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const { directory, brokers = process.env.KAFKA_BROKERS ?? 'localhost:9092' } = values;
  if (positionals.join() !== 'drain' || !directory) throw new Error(usage);
  const path = resolve(process.env.INIT_CWD ?? '', directory);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const drained = await drainJournal({ directory: path, brokers: brokers.split(','), say });
  process.stdout.write(`${drained} scans are in PostgreSQL; the journal in ${path} is empty.\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
