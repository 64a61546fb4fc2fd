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

/** A gateway beside the first one: what is its own. */
export interface AnotherGateway {
  readonly id: string;
  readonly port: number;
}

export interface RunningServices {
  service(name: ServiceName): ManagedProcess;
  startGateway(another: AnotherGateway): Promise<ManagedProcess>;
  stop(): Promise<void>;
}

const patience = 3_000;

/** All five, each ready to do its work. */
export async function startServices(options: ServicesOptions): Promise<RunningServices> {
  mkdirSync(resolve(options.dataDirectory, 'gateway'), { recursive: true, mode: 0o700 });
  const processes = new Map(serviceNames.map((name) => [name, serviceProcess(name, options)]));
  const others: ManagedProcess[] = [];
  const stop = async () => {
    await Promise.all([...processes.values(), ...others].map((each) => each.stop()));
  };
  const startGateway = async (another: AnotherGateway) => {
    const gateway = gatewayProcess(another, options);
    others.push(gateway);
    await options.progress.step(`Starting ${another.id}`, () => gateway.start());
    return gateway;
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
  return { service: (name) => processes.get(name)!, startGateway, stop };
}

function gatewayProcess({ id, port }: AnotherGateway, options: ServicesOptions): ManagedProcess {
  const directory = resolve(options.dataDirectory, id);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const own = { ...options, ports: { ...options.ports, gateway: port } };
  return serviceProcess('gateway', own, id, { GATEWAY_ID: id, DATA_DIR: directory });
}

function serviceProcess(
  service: ServiceName,
  options: ServicesOptions,
  name: string = service,
  environment: Readonly<Record<string, string>> = {},
): ManagedProcess {
  const main = resolve(workspaceRoot, 'apps', service, 'dist/main.js');
  const servers = options.addressesOf?.(service) ?? options.servers;
  const ready = `${serviceUrl(service, options.ports)}/health/ready`;
  return new ManagedProcess(
    {
      name,
      command: boundToUs({ command: process.execPath, args: ['--enable-source-maps', main] }, 'SIGKILL'),
      environment: { ...baseEnvironment(), ...serviceEnvironment(service, { ...options, servers }), ...environment },
      directory: workspaceRoot,
      logFile: resolve(options.logDirectory, `${name}.log`),
      stopSignal: 'SIGTERM',
      grace: 15_000,
      givesWay: service !== 'gateway',
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
