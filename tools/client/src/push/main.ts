import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { BatchKind, BatchState } from '../city-client';
import { givenPath } from '../given-path';
import { openBatchFile } from './batch-file';
import { chosenGateway } from './chosen-gateway';
import { startProgress } from './progress-lines';
import { follow, upload } from './push-batch';
import { describeFailure } from './push-problem';
import { writeRejections } from './rejections';

interface Options {
  readonly gateway?: string;
  readonly token?: string;
  readonly key?: string;
  readonly dryRun?: true;
  readonly patience: number;
}

const kinds = { vaccinations: 'vaccination', infections: 'infection', population: 'population' } as const;
const someRejected = 2;
const say = (line: string) => process.stdout.write(`${line}\n`);

async function push(kind: BatchKind, given: string, options: Options): Promise<void> {
  const path = givenPath(given, process.env);
  const gateway = chosenGateway(options, kind === 'population' ? 'police' : 'health-ministry');
  const found = await openBatchFile(path);
  const dryRun = options.dryRun ?? false;
  const key = options.key ?? (dryRun ? `dry-${found.key}-${Date.now()}` : found.key);
  const file = { ...found, key, dryRun };

  const sending = startProgress('Uploading ', file.bytes, process.stderr);
  const id = await upload(gateway, kind, file, (sent) => sending.show(sent)).finally(() => sending.end());
  say(`Batch ${id}`);

  let working: ReturnType<typeof startProgress> | null = null;
  const batch = await follow(gateway, kind, id, (now) => {
    working ??= startProgress('Processing', now.received, process.stderr);
    working.show(now.invalid + now.matched + now.mismatched);
  }).finally(() => working?.end());
  summarise(batch);

  if (batch.invalid + batch.mismatched === 0) return;
  const rejections = `${path.replace(/\.gz$/i, '')}.rejections.csv`;
  for (const [outcome, count] of await writeRejections(gateway, kind, id, rejections)) say(`  ${outcome}: ${count}`);
  say(`The rows that were not applied, to be put right and pushed again: ${rejections}`);
  process.exitCode = someRejected;
}

function summarise({ received, applied, unchanged, mismatched, invalid }: BatchState): void {
  say(`${received} rows: ${applied} applied, ${unchanged} unchanged, ${mismatched} mismatched, ${invalid} invalid.`);
}

function seconds(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number of seconds is expected.');
  return Number(text);
}

const command = new Command('push')
  .description('Pushes a file of records, follows it to its end and brings back what was not applied')
  .addArgument(new Argument('<kind>', 'what the file holds').choices(Object.keys(kinds)))
  .argument('<file>', '.csv, .ndjson or .jsonl, or one of these with .gz')
  .option('--gateway <url>', 'where to send it; that of .local/stack.json unless given')
  .addOption(new Option('--token <token>', 'your access token').env('TOKEN'))
  .option('--key <key>', 'the Idempotency-Key; made of the content unless given, so that the same file counts once')
  .option('--dry-run', 'all checks, and no effect')
  .option('--patience <seconds>', 'how long an outage is waited for', seconds, 600)
  .addHelpText('after', '\nExit codes: 0 everything is in, 2 some rows were not applied, 1 failed.')
  .action((kind: keyof typeof kinds, file: string, options: Options) => push(kinds[kind], file, options));

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
