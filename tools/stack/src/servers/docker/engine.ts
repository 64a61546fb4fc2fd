import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import { getContainerRuntimeClient } from 'testcontainers';
import { StackProblem } from '../../stack-problem';
import type { ServerName } from '../server';

/** On every container and volume: the data directory that it belongs to, and who can tell whether that is still there. */
const directoryLabel = 'entry-control.data-directory';
const ownerLabel = 'entry-control.owner';
const owner = `${userInfo().username}@${hostname()}`;

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
  const directory = createHash('sha256').update(resolve(dataDirectory)).digest('hex').slice(0, 12);
  return `entry-${directory}-${server}`;
}

/** What a starter left behind that was killed; nothing when there is none. */
export async function removeContainer(engine: Engine, name: string): Promise<void> {
  await engine.getContainer(name).remove({ force: true, v: true }).catch(unlessMissing);
}

export async function makeVolume(engine: Engine, name: string, dataDirectory: string): Promise<void> {
  await engine.createVolume({ Name: name, Labels: labels(dataDirectory) });
}

export function labels(dataDirectory: string): Record<string, string> {
  return { [directoryLabel]: resolve(dataDirectory), [ownerLabel]: owner };
}

/** Containers of ours whose data directory is gone are nobody's any more. Volumes stay: the directory may be on a disk that is not there now. */
export async function removeOrphans(engine: Engine): Promise<void> {
  const filters = { label: [directoryLabel, `${ownerLabel}=${owner}`] };
  const isOrphan = ({ Labels }: { Labels: Record<string, string> }) => !existsSync(Labels[directoryLabel] ?? '/');
  const containers = await engine.listContainers({ all: true, filters });
  for (const { Id: id } of containers.filter(isOrphan)) await removeContainer(engine, id);
}

export async function removeVolume(engine: Engine, name: string): Promise<void> {
  await engine
    .getVolume(name)
    .remove()
    .catch((error: unknown) => {
      if ((error as { statusCode?: number }).statusCode !== 404) throw error;
    });
}

export async function hasImage(engine: Engine, name: string): Promise<boolean> {
  return (await engine.getImage(name).inspect().catch(unlessMissing)) !== undefined;
}

function unlessMissing(error: unknown): void {
  const { statusCode } = error as { statusCode?: number };
  // 409: another process removes it at this moment.
  if (statusCode !== 404 && statusCode !== 409) throw error;
}
