import { untilCached } from '@entry/client/facts-cache/cache-progress';
import { clientOfStack } from '@entry/client/stack/client-of-stack';
import { defaultEntryPolicy } from '@entry/contracts/default-entry-policy';
import { setTimeout as delay } from 'node:timers/promises';
import { fillTopics } from '../filling/fill-topics';
import { measureMemory, programsOf } from '../programs/programs';
import type { WholeSystem } from '../whole-system/with-whole-system';

export interface DryRunOptions {
  readonly citizens: number;
  readonly seed: number;
}

export interface Measured {
  readonly state: string;
  readonly seconds: number;
  readonly citizens: number;
  /** Bytes of administration: before, and the most that was seen. */
  readonly memory: { readonly before: number; readonly most: number };
}

interface Run {
  readonly id: string;
  readonly state: string;
  readonly result: { readonly citizens: number } | null;
}

const sightEvery = 250;

/** One dry run over everybody, while nothing else is asked of the system. */
export async function measure({ citizens, seed }: DryRunOptions, system: WholeSystem): Promise<Measured> {
  const { stack, signal } = system;
  await fillTopics(system, { seed, from: 0, to: citizens });
  await untilCached(stack, signal);
  const client = await clientOfStack(stack);
  const administration = programsOf(stack).find(({ name }) => name === 'administration')!;
  const resident = () => measureMemory(administration).memory?.resident ?? NaN;
  const before = resident();
  let most = before;
  const startedAt = performance.now();
  const path = `/v1/entry-policies/${defaultEntryPolicy.policyVersion}/dry-runs`;
  let { body: run } = await client.as<Run>('committee', 'POST', path, { days: 0 });
  while (run.state === 'running') {
    await delay(sightEvery, undefined, { signal });
    most = Math.max(most, resident());
    run = (await client.as<Run>('committee', 'GET', `/v1/entry-policies/dry-runs/${run.id}`)).body;
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  return { state: run.state, seconds, citizens: run.result?.citizens ?? 0, memory: { before, most } };
}
