import type { ServerProvider } from '@entry/stack/servers/server';
import { localDate } from '@entry/platform/time/local-date';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, type Check } from './outcome/compare';
import type { Outcome } from './outcome/outcome';
import { planKills } from './plan/kill-plan';
import { run } from './run';
import { makeWorkload } from './workload/workload';

export interface ChaosOptions {
  readonly seed: number;
  readonly kills: number;
  readonly citizens: number;
  readonly scanners: number;
  readonly provider: ServerProvider;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Where both runs keep their data; emptied afterwards. A directory of its own unless given. */
  readonly directory?: string;
}

export interface Chaos {
  readonly clean: Outcome;
  readonly killed: Outcome;
  readonly checks: readonly Check[];
}

/** The same work twice, under the same keys: once left alone, once with kills drawn from the seed. */
export async function chaos(options: ChaosOptions): Promise<Chaos> {
  const { seed, kills, citizens, scanners, provider, say, signal } = options;
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'entry-chaos-'));
  mkdirSync(directory, { recursive: true });
  // The database server's account must be able to pass.
  chmodSync(directory, 0o711);
  const workload = makeWorkload(citizens, seed, localDate(new Date()));
  const common = { workload, scanners, provider, say, signal };
  try {
    const [cleanData, killedData] = [join(directory, 'clean'), join(directory, 'killed')];
    say('a run without kills');
    const clean = await run({ ...common, dataDirectory: cleanData, kills: [] });
    cpSync(join(cleanData, 'secrets'), join(killedData, 'secrets'), { recursive: true });
    say(`a run with ${kills} kills`);
    const plan = planKills(seed, kills, workload.uploads.length);
    const killed = await run({ ...common, dataDirectory: killedData, kills: plan });
    const firstInfection = workload.uploads.findIndex(({ kind }) => kind === 'infection');
    return { clean, killed, checks: compare(clean, killed, firstInfection) };
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
