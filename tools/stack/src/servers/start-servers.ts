import { givenServer } from './given-server';
import { serverNames, type Server, type ServerAddresses, type ServerName, type ServerOptions } from './server';
import type { ServerProvider } from './server';

export interface RunningServers {
  readonly addresses: ServerAddresses;
  server(name: ServerName): Server;
  /** Kafka first, PostgreSQL last: each may still be used by what stops before it. */
  stop(): Promise<void>;
}

/** The three servers, ready: those with a given address are taken as they are, the others come from the provider. */
export async function startServers(
  options: ServerOptions & { readonly given: Partial<ServerAddresses> },
  provider: ServerProvider,
): Promise<RunningServers> {
  const servers = new Map<ServerName, Server>();
  // One after another: two of them may want the same installer.
  for (const name of serverNames) {
    const address = options.given[name];
    servers.set(name, address ? givenServer(name, address) : await provider.prepare(name, options));
  }
  const server = (name: ServerName) => servers.get(name)!;
  const stop = async () => {
    for (const name of ['kafka', 'redis', 'postgres'] as const) await server(name).stop();
  };
  const started = await Promise.allSettled([...servers.values()].map((each) => each.start()));
  const failure = started.find(({ status }) => status === 'rejected');
  if (failure) {
    await stop();
    throw (failure as PromiseRejectedResult).reason;
  }
  const addresses = {
    kafka: server('kafka').address,
    postgres: server('postgres').address,
    redis: server('redis').address,
  };
  return { addresses, server, stop };
}
