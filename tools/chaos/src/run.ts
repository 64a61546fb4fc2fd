import { freePorts } from '@entry/stack/ports/free-ports';
import { insist } from '@entry/client/insist';
import { clientOfStack } from '@entry/client/stack/client-of-stack';
import { checkStored } from '@entry/client/stack/stored-scans';
import type { ServerProvider } from '@entry/stack/servers/server';
import { startStack, type Stack } from '@entry/stack/stack/stack';
import { serviceNames } from '@entry/stack/services/service-names';
import { staleInCache } from './outcome/cache';
import { countDeadLetters } from './outcome/dead-letters';
import type { Outcome } from './outcome/outcome';
import { digestTables } from './outcome/tables';
import { Killer } from './plan/killer';
import type { Kill } from './plan/kill-plan';
import { apply, type BatchCounts } from './workload/batches';
import { verdictsOf } from './workload/final-verdicts';
import { Scanner } from './workload/scanner';
import type { Workload } from './workload/workload';

export interface RunOptions {
  readonly dataDirectory: string;
  readonly provider: ServerProvider;
  readonly workload: Workload;
  readonly kills: readonly Kill[];
  readonly scanners: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Starts the whole system, works through the batches while devices scan and victims are killed, and looks at what became of it. */
export async function run(options: RunOptions): Promise<Outcome> {
  const { dataDirectory, provider, signal, say } = options;
  // What dies of itself is started again, as whoever runs the system in earnest has it.
  let revive = (_message: string) => undefined as void;
  const onDeath = (message: string) => revive(message);
  const stack = await startStack({
    dataDirectory,
    provider,
    ports: await freePorts(),
    durable: false,
    signal,
    onDeath,
  });
  const killer = new Killer(stack);
  let died = 0;
  revive = (message) => {
    died += 1;
    say(message);
    for (const name of serviceNames) {
      const service = stack.service(name);
      if (service.pid === undefined && !killer.holds(name)) service.start().catch((error: Error) => say(error.message));
    }
  };
  try {
    return { ...(await work(stack, killer, options)), died };
  } finally {
    await stack.stop();
    await provider.discard(dataDirectory);
  }
}

async function work(
  stack: Stack,
  killer: Killer,
  { workload, kills, scanners, say, signal }: RunOptions,
): Promise<Outcome> {
  const client = await clientOfStack(stack);
  const devices = [];
  for (let count = 0; count < scanners; count++) devices.push(await client.enrolDevice('mall'));
  const [first] = devices;
  if (!first) throw new RangeError('There is at least one scanner');
  const batches: BatchCounts[] = [];
  const running = devices.map((device) => new Scanner(client, device, workload.qrs, () => batches.length));
  const stages: string[][] = [];
  const lookAtEveryCard = async () => stages.push(await verdictsOf(client, first, workload.qrs));
  const firstInfection = workload.uploads.findIndex(({ kind }) => kind === 'infection');

  for (const [index, upload] of workload.uploads.entries()) {
    signal.throwIfAborted();
    if (index === firstInfection) await lookAtEveryCard();
    const strikes = kills.filter(({ batch }) => batch === index).map((kill) => killer.strike(kill));
    const [counts] = await Promise.all([apply(client, upload, `chaos-${index}`), ...strikes]);
    batches.push(counts);
    if (upload.kind === 'infection') await lookAtEveryCard();
    say(
      `batch ${index + 1} of ${workload.uploads.length}: ${upload.kind}, ${counts.received} rows, ${strikes.length} kills`,
    );
  }
  // Every card once more by each scanner: whoever is let in now though infected shows.
  await Promise.all(running.map((scanner) => scanner.untilAnswered(scanner.answered.length + workload.qrs.length)));
  await Promise.all(running.map((scanner) => scanner.stop()));
  const scans = running.flatMap(({ answered }) => answered);
  const stored = await checkStored(
    stack,
    scans.map(({ scanId }) => scanId),
  );
  const stale = await insist('a cache that is up to date', async () =>
    (await staleInCache(stack)) === 0 ? 0 : null,
  ).catch(() => staleInCache(stack));
  return {
    batches,
    tables: await digestTables(stack),
    stages,
    scans,
    stored,
    staleInCache: stale,
    deadLetters: await countDeadLetters(stack.servers.kafka),
    kills: killer.struck,
    died: 0,
  };
}
