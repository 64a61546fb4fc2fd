import type { ServerProvider } from '@entry/stack/servers/server';
import { localDate } from '@entry/platform/time/local-date';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFaults, type FaultCounts } from './faults/fault-plan';
import { compare, type Check } from './outcome/compare';
import type { Outcome } from './outcome/outcome';
import { run } from './run';
import { makeWorkload } from './workload/workload';

export interface ChaosOptions extends FaultCounts {
  readonly seed: number;
  readonly citizens: number;
  readonly scanners: number;
  /** Of all scanners together, while the gates answer. */
  readonly scansPerSecond: number;
  readonly provider: ServerProvider;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Where both runs keep their data; emptied afterwards. A directory of its own unless given. */
  readonly directory?: string;
}

export interface Chaos {
  readonly clean: Outcome;
  readonly faulty: Outcome;
  readonly checks: readonly Check[];
}

/** The same work twice, under the same keys: once left alone, once with faults drawn from the seed. */
export async function chaos(options: ChaosOptions): Promise<Chaos> {
  const { seed, citizens, scanners, scansPerSecond, provider, say, signal } = options;
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'entry-chaos-'));
  mkdirSync(directory, { recursive: true });
  // The database server's account must be able to pass.
  chmodSync(directory, 0o711);
  const workload = makeWorkload(citizens, seed, localDate(new Date()));
  const common = { workload, scanners, scansPerSecond, provider, say, signal };
  try {
    const [cleanData, faultyData] = [join(directory, 'clean'), join(directory, 'faulty')];
    say('a run without faults');
    const clean = await run({ ...common, dataDirectory: cleanData, faults: [] });
    cpSync(join(cleanData, 'secrets'), join(faultyData, 'secrets'), { recursive: true });
    const faults = planFaults(seed, options, workload.uploads.length);
    say(`a run with ${faults.length} faults`);
    const faulty = await run({ ...common, dataDirectory: faultyData, faults });
    return { clean, faulty, checks: compare(clean, faulty) };
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
