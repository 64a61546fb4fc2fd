import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { getContainerRuntimeClient } from 'testcontainers';
import { StackProblem } from '../../stack-problem';
import type { ServerName } from '../server';

/** On every volume: the data directory on this machine that it belongs to. */
const directoryLabel = 'entry-control.data-directory';

export type Engine = Awaited<ReturnType<typeof getContainerRuntimeClient>>['container']['dockerode'];

/** Throws a StackProblem when none answers. */
export async function findEngine(): Promise<Engine> {
  try {
    return (await getContainerRuntimeClient()).container.dockerode;
  } catch (error) {
    throw new StackProblem(`INFRA=docker needs a container engine that answers: ${(error as Error).message}.`);
  }
}

/** The name of a server's container and volume: one of each for a data directory. */
export function containerName(server: ServerName, dataDirectory: string): string {
  const owner = createHash('sha256').update(resolve(dataDirectory)).digest('hex').slice(0, 12);
  return `entry-${owner}-${server}`;
}

/** What a starter left behind that was killed; nothing when there is none. */
export async function removeContainer(engine: Engine, name: string): Promise<void> {
  await engine.getContainer(name).remove({ force: true, v: true }).catch(unlessMissing);
}

/** Volumes whose data directory is gone are nobody's any more, and go too. */
export async function makeVolume(engine: Engine, name: string, dataDirectory: string): Promise<void> {
  const { Volumes: volumes } = await engine.listVolumes({ filters: { label: [directoryLabel] } });
  for (const { Name: other, Labels: labels } of volumes ?? []) {
    if (!existsSync(labels[directoryLabel] ?? '/')) await engine.getVolume(other).remove().catch(unlessMissing);
  }
  await engine.createVolume({ Name: name, Labels: { [directoryLabel]: resolve(dataDirectory) } });
}

export async function removeVolume(engine: Engine, name: string): Promise<void> {
  await engine.getVolume(name).remove().catch(unlessMissing);
}

function unlessMissing(error: unknown): void {
  const { statusCode } = error as { statusCode?: number };
  // 409: another process removes it at this moment, or still uses it.
  if (statusCode !== 404 && statusCode !== 409) throw error;
}
