import { freePorts } from '@entry/stack/ports/free-ports';
import { checkCache } from '@entry/client/facts-cache/check-cache';
import { untilCached } from '@entry/client/facts-cache/cache-progress';
import { Poster } from '@entry/client/poster';
import { clientOfStack } from '@entry/client/stack/client-of-stack';
import { settledScans } from '@entry/client/stack/stored-scans';
import type { Device } from '@entry/client/city-client';
import type { ServerProvider } from '@entry/stack/servers/server';
import { startStack, type Stack } from '@entry/stack/stack/stack';
import { serviceNames } from '@entry/stack/services/service-names';
import { FaultInjector } from './faults/fault-injector';
import type { Fault } from './faults/fault-plan';
import type { AppliedBatch } from './history/history';
import { countDeadLetters } from './outcome/dead-letters';
import type { Outcome } from './outcome/outcome';
import { digestTables } from './outcome/tables';
import { apply, type BatchCounts } from './workload/batches';
import { verdictsOf } from './workload/final-verdicts';
import { Scanner } from './workload/scanner';
import type { Workload } from './workload/workload';

/** More than any city of a run has. */
const everybody = 1_000_000;

export interface RunOptions {
  readonly dataDirectory: string;
  readonly provider: ServerProvider;
  readonly workload: Workload;
  readonly faults: readonly Fault[];
  readonly scanners: number;
  readonly scansPerSecond: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Starts the whole system, works through the batches while devices scan and faults strike, and looks at what became of it. */
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
  const injector = new FaultInjector(stack);
  let died = 0;
  revive = (message) => {
    died += 1;
    say(message);
    for (const name of serviceNames) {
      const service = stack.service(name);
      if (service.pid === undefined && !injector.holds(name))
        service.start().catch((error: Error) => say(error.message));
    }
  };
  try {
    return { ...(await work(stack, injector, options)), died };
  } finally {
    await stack.stop();
    await provider.discard(dataDirectory);
  }
}

async function work(
  stack: Stack,
  injector: FaultInjector,
  { workload, faults, scanners, scansPerSecond, say, signal }: RunOptions,
): Promise<Omit<Outcome, 'died'>> {
  const client = await clientOfStack(stack);
  const looker = await client.enrolDevice('mall');
  const devices: Device[] = [];
  while (devices.length < scanners) devices.push(await client.enrolDevice('mall'));
  const gate = new Poster(`${stack.gatewayUrl.replace('localhost', '127.0.0.1')}/v1/verify`, scanners);
  const every = (scanners * 1_000) / scansPerSecond;
  const common = { gate, scanners, qrs: workload.qrs, every };
  const running = devices.map(({ token }, number) => new Scanner({ ...common, token, number }));
  const batches: BatchCounts[] = [];
  const applied: AppliedBatch[] = [];
  const stages: string[][] = [];
  const lookAtEveryCard = async () => stages.push(await verdictsOf(client, looker, workload.qrs));
  const firstInfection = workload.uploads.findIndex(({ kind }) => kind === 'infection');

  for (const [index, upload] of workload.uploads.entries()) {
    signal.throwIfAborted();
    if (index === firstInfection) await lookAtEveryCard();
    const strikes = faults.filter(({ batch }) => batch === index).map((fault) => injector.strike(fault));
    const [batch] = await Promise.all([apply(client, upload, `chaos-${index}`), ...strikes]);
    batches.push(batch.counts);
    applied.push(batch.applied);
    if (upload.kind === 'infection') await lookAtEveryCard();
    const { received } = batch.counts;
    say(`batch ${index + 1} of ${workload.uploads.length}: ${upload.kind}, ${received} rows, ${strikes.length} faults`);
  }
  // Every card once more: whoever is let in now though infected shows.
  const eachOfThem = Math.ceil(workload.qrs.length / scanners);
  await Promise.all(running.map((scanner) => scanner.untilMoreAnswered(eachOfThem)));
  await Promise.all(running.map((scanner) => scanner.stop()));
  await gate.close();
  const attempts = running.flatMap((scanner) => scanner.attempts);
  const answered = attempts.filter(({ completion }) => completion === 'ok').map(({ scanId }) => scanId);
  const deviceIds = devices.map(({ id }) => id);
  const stored = await settledScans(stack, answered, deviceIds, signal);
  return {
    batches,
    tables: await digestTables(stack),
    stages,
    history: { attempts, batches: applied, faults: injector.struck },
    stored,
    cache: await compareCache(stack, signal),
    deadLetters: await countDeadLetters(stack.servers.kafka),
  };
}

/** Everybody, as soon as the cache holds all that was said. */
async function compareCache(stack: Stack, signal: AbortSignal): Promise<Outcome['cache']> {
  await untilCached(stack, signal);
  const { halves } = await checkCache(stack, everybody, signal);
  const sum = (of: (half: (typeof halves)[number]) => number) => halves.reduce((total, half) => total + of(half), 0);
  return { compared: sum(({ compared }) => compared), different: sum(({ different }) => different.length) };
}
