import { clientOfStack } from '@entry/client/stack/client-of-stack';
import type { CityClient } from '@entry/client/city-client';
import { FaultProxy } from '@entry/stack/faults/fault-proxy';
import type { Fault, NetworkPart } from '@entry/stack/faults/degraded-mode';
import { freePorts } from '@entry/stack/ports/free-ports';
import { nativeServers } from '@entry/stack/servers/native/native-servers';
import type { ServerName } from '@entry/stack/servers/server';
import { serviceNames, type ServiceName } from '@entry/stack/services/service-names';
import { startStack, type Stack } from '@entry/stack/stack/stack';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ownDirectory } from './own-directory';

interface Links {
  readonly kafka: FaultProxy;
  readonly postgres: FaultProxy;
  readonly redis: FaultProxy;
}

const servers: Partial<Record<NetworkPart, ServerName>> = { Redis: 'redis', Kafka: 'kafka', PostgreSQL: 'postgres' };

export interface FaultyStack {
  readonly stack: Stack;
  readonly client: CityClient;
  readonly logDirectory: string;
  /** What ended of itself since the start. */
  readonly deaths: readonly string[];
  /** Gives what mends it: then everything runs again. */
  begin(part: NetworkPart, fault: Fault): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** The whole system on servers of its own; each service reaches each of them by a link of its own, which can have faults. */
export async function startFaultyStack(): Promise<FaultyStack> {
  const dataDirectory = ownDirectory('faulty');
  mkdirSync(dataDirectory, { recursive: true });
  // The database server's account must be able to pass.
  chmodSync(dataDirectory, 0o711);
  const logDirectory = join(dataDirectory, 'logs');
  const [ports, doorPorts] = [await freePorts(), Object.values(await freePorts())];
  const links = new Map<ServiceName, Links>();
  const kafkaDoors = [];
  for (const [index, service] of serviceNames.entries()) {
    const port = doorPorts[index]!;
    const [kafka, postgres, redis] = await Promise.all([port, ports.postgres, ports.redis].map(FaultProxy.to));
    links.set(service, { kafka: kafka!, postgres: postgres!, redis: redis! });
    kafkaDoors.push({ name: `DOOR${'ABCDE'[index]}`, port, shownPort: kafka!.port });
  }
  const deaths: string[] = [];
  const stack = await startStack({
    dataDirectory,
    logDirectory,
    ports,
    provider: nativeServers,
    durable: false,
    kafkaDoors,
    addressesOf: (service, { postgres }) => {
      const own = links.get(service)!;
      return {
        kafka: `127.0.0.1:${own.kafka.port}`,
        postgres: Object.assign(new URL(postgres), { port: String(own.postgres.port) }).toString(),
        redis: `redis://127.0.0.1:${own.redis.port}`,
      };
    },
    onDeath: (message) => deaths.push(message),
  });
  const linksOf = (part: NetworkPart): FaultProxy[] => {
    const server = servers[part];
    if (server) return [...links.values()].map((own) => own[server]);
    const { kafka, postgres } = links.get(part as ServiceName)!;
    return [kafka, postgres];
  };
  const begin = async (part: NetworkPart, fault: Fault) => {
    const server = servers[part];
    const victim = server ? stack.server(server) : stack.service(part as ServiceName);
    const isFrozen = fault === 'black-holed' && !server;
    if (fault === 'down') await victim.kill();
    else if (isFrozen) process.kill(victim.pid!, 'SIGSTOP');
    else
      for (const link of linksOf(part)) link[fault === 'black-holed' ? 'blackHole' : 'slowDown'](milliseconds(fault));
    return async () => {
      if (fault === 'down') await victim.start();
      if (isFrozen) process.kill(victim.pid!, 'SIGCONT');
      for (const link of linksOf(part)) link.mend();
    };
  };
  return {
    stack,
    client: await clientOfStack(stack),
    logDirectory,
    deaths,
    begin,
    stop: async () => {
      await stack.stop();
      await Promise.all(
        [...links.values()].flatMap((own) => Object.values(own) as FaultProxy[]).map((link) => link.close()),
      );
    },
  };
}

const milliseconds = (fault: Fault): number => Number(/\d+/.exec(fault) ?? 0);
