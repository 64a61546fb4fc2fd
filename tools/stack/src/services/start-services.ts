import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { baseEnvironment } from '../processes/base-environment';
import { boundToUs } from '../processes/bound-command';
import { ManagedProcess, type Supervision } from '../processes/managed-process';
import type { Progress } from '../progress/progress';
import type { ServerAddresses } from '../servers/server';
import { workspaceRoot } from '../workspace';
import { serviceEnvironment, serviceUrl, type ServiceSurroundings } from './service-environment';
import { serviceNames, type ServiceName } from './service-names';

export interface ServicesOptions extends Supervision, ServiceSurroundings {
  readonly logDirectory: string;
  readonly progress: Progress;
  /** The way of a service to the servers; the same for all unless given. */
  readonly addressesOf?: ((name: ServiceName) => ServerAddresses) | undefined;
}

export interface RunningServices {
  service(name: ServiceName): ManagedProcess;
  stop(): Promise<void>;
}

const patience = 3_000;

/** All five, each ready to do its work. */
export async function startServices(options: ServicesOptions): Promise<RunningServices> {
  mkdirSync(resolve(options.dataDirectory, 'gateway'), { recursive: true, mode: 0o700 });
  const processes = new Map(serviceNames.map((name) => [name, serviceProcess(name, options)]));
  const stop = async () => {
    await Promise.all([...processes.values()].map((each) => each.stop()));
  };
  const starts = [...processes].map(([name, each]) => {
    return options.progress.step(`Starting ${name}`, () => each.start());
  });
  try {
    await Promise.all(starts);
  } catch (error) {
    await stop();
    await Promise.allSettled(starts);
    throw error;
  }
  return { service: (name) => processes.get(name)!, stop };
}

function serviceProcess(name: ServiceName, options: ServicesOptions): ManagedProcess {
  const main = resolve(workspaceRoot, 'apps', name, 'dist/main.js');
  const servers = options.addressesOf?.(name) ?? options.servers;
  const ready = `${serviceUrl(name, options.ports)}/health/ready`;
  return new ManagedProcess(
    {
      name,
      command: boundToUs({ command: process.execPath, args: ['--enable-source-maps', main] }, 'SIGKILL'),
      environment: { ...baseEnvironment(), ...serviceEnvironment(name, { ...options, servers }) },
      directory: workspaceRoot,
      logFile: resolve(options.logDirectory, `${name}.log`),
      stopSignal: 'SIGTERM',
      grace: 10_000,
      isReady: () => answersOk(ready),
    },
    options,
  );
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
