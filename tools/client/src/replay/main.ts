import { Command, Option } from 'commander';
import { setTimeout as delay } from 'node:timers/promises';
import { chosenGateway } from '../push/chosen-gateway';
import { insist } from '../push/gateway';
import { startProgress } from '../push/progress-lines';
import { describeFailure } from '../push/push-problem';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly topic: string;
  readonly reason: string;
  readonly gateway?: string;
  readonly token?: string;
}

interface Replay {
  readonly id: string;
  readonly scans: number;
  readonly sent: number;
  readonly completedAt: string | null;
}

const pollEvery = 500;
/** In seconds. */
const patience = 600;

async function replay({ gateway: url, token, ...request }: Options): Promise<void> {
  const gateway = chosenGateway({ gateway: url, token, patience }, 'operator');
  const begin = () => ({
    method: 'POST',
    body: JSON.stringify(request),
    headers: { 'content-type': 'application/json' },
  });
  let found = (await (await insist(gateway, '/v1/replays', begin)).json()) as Replay;
  process.stdout.write(`Replay ${found.id}: ${found.scans} scans\n`);
  const progress = startProgress('Sending', found.scans, process.stderr);
  while (found.completedAt === null) {
    await delay(pollEvery);
    found = (await (await insist(gateway, `/v1/replays/${found.id}`)).json()) as Replay;
    progress.show(found.sent);
  }
  progress.end();
  process.stdout.write(`${found.sent} scans are on ${request.topic}.\n`);
}

const command = new Command('replay')
  .description(
    'Sends stored scans to Kafka once more, for a reader that has to begin anew; it goes on when this is stopped',
  )
  .requiredOption('--from <instant>', 'the earliest receivedAt, such as 2026-11-23T00:00:00+07:00')
  .requiredOption('--to <instant>', 'the end of receivedAt, itself left out')
  .requiredOption(
    '--topic <name>',
    'analytics.access-event.v1 or access.event.v1, or one of these with .name behind it',
  )
  .requiredOption('--reason <text>', 'what for, for the auditors')
  .option('--gateway <url>', 'that of .local/stack.json unless given')
  .addOption(new Option('--token <token>', 'an access token of an operator').env('TOKEN'))
  .action((options: Options) => replay(options));

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
