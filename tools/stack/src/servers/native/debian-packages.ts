import { existsSync } from 'node:fs';
import { runCommand } from '../../processes/run-command';
import type { ServerOptions } from '../server';

const waitForOtherInstaller = 'DPkg::Lock::Timeout=120';

export function mayInstallPackages(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/** Needs root on Debian or a system derived from it. */
export async function installPackages(
  names: readonly string[],
  { progress, signal }: Pick<ServerOptions, 'progress' | 'signal'>,
): Promise<void> {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (...args: string[]) =>
    runCommand({ command: 'apt-get', args: ['-q', '-o', waitForOtherInstaller, ...args] }, { signal, environment });
  await progress.step(`Installing ${names.join(', ')} (apt-get)`, async () => {
    await aptGet('update');
    await aptGet('install', '-y', '--no-install-recommends', ...names);
  });
}
