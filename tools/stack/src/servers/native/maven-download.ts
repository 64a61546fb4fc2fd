import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { isAlive } from '../../processes/is-alive';
import { runCommand } from '../../processes/run-command';
import { localDirectory } from '../../workspace';
import type { ServerOptions } from '../server';
import { requireJava, requireMaven } from './java';

interface Download {
  readonly name: string;
  readonly pom: string;
  /** A goal of the Maven dependency plugin that fills `outputDirectory`. */
  readonly goal: 'copy-dependencies' | 'unpack-dependencies';
}

/** The directory that Maven filled; one that was cut short never counts. */
export async function mavenDownload(
  { name, pom, goal }: Download,
  { progress, signal }: Pick<ServerOptions, 'progress' | 'signal'>,
): Promise<string> {
  const directory = resolve(localDirectory, 'servers', name);
  if (existsSync(directory)) return directory;
  await requireJava({ progress, signal });
  await requireMaven({ progress, signal });
  mkdirSync(dirname(directory), { recursive: true });
  removeAbandoned(directory);
  const incomplete = `${directory}.${process.pid}`;
  // Maven marks what it unpacked beside the pom, and would not unpack it a second time.
  const places = [`-DoutputDirectory=${incomplete}`, `-DmarkersDirectory=${incomplete}/markers`];
  const args = ['-q', '-B', '-f', pom, `dependency:${goal}`, ...places];
  try {
    await progress.step(`Downloading ${name} from Maven Central`, () =>
      runCommand({ command: 'mvn', args }, { signal }),
    );
    keepFirst(incomplete, directory);
  } finally {
    rmSync(incomplete, { recursive: true, force: true });
  }
  return directory;
}

/** Another start may have come first: then its download is the one. */
function keepFirst(incomplete: string, directory: string): void {
  try {
    renameSync(incomplete, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
  }
}

function removeAbandoned(directory: string): void {
  const prefix = `${basename(directory)}.`;
  for (const entry of readdirSync(dirname(directory))) {
    const pid = Number(entry.startsWith(prefix) ? entry.slice(prefix.length) : NaN);
    if (pid > 0 && !isAlive(pid)) rmSync(resolve(dirname(directory), entry), { recursive: true, force: true });
  }
}
