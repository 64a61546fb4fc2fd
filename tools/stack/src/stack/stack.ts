import { resolve } from 'node:path';
import { accessToken, type OidcRole, type TokenClaims } from '../issuer/access-token';
import { startIssuer } from '../issuer/issuer';
import { keepIssuer } from '../issuer/issuer-url';
import { keptSigningKey } from '../issuer/signing-key';
import { freePort } from '../ports/free-ports';
import type { Ports } from '../ports/ports';
import { requireFreePorts } from '../ports/require-free-ports';
import type { ManagedProcess } from '../processes/managed-process';
import { noProgress, type Progress } from '../progress/progress';
import { serviceKeys } from '../secrets/service-keys';
import { createDatabases } from '../servers/create-databases';
import type { KafkaDoor, Server, ServerAddresses, ServerName, ServerProvider } from '../servers/server';
import { startServers } from '../servers/start-servers';
import { databaseOf, databaseOwners, type ServiceName } from '../services/service-names';
import { issuerUrl } from '../services/service-environment';
import { startServices } from '../services/start-services';
import { StackProblem } from '../stack-problem';
import { wantedPorts } from './wanted-ports';

export interface StackOptions {
  readonly dataDirectory: string;
  /** `logs` in the data directory unless given. */
  readonly logDirectory?: string;
  readonly ports: Ports;
  /** Addresses of servers that run already; the others are started. */
  readonly servers?: Partial<ServerAddresses>;
  readonly provider: ServerProvider;
  /** Further listeners of a native Kafka, and which way each service takes to the servers: for links with faults. */
  readonly kafkaDoors?: readonly KafkaDoor[];
  readonly addressesOf?: (name: ServiceName, servers: ServerAddresses) => ServerAddresses;
  readonly durable?: boolean;
  readonly logLevel?: string;
  readonly progress?: Progress;
  /** Cuts a start short. */
  readonly signal?: AbortSignal;
  /** Told once when something dies of itself after the start; whoever is told stops the stack. */
  readonly onDeath?: (message: string) => void;
}

export interface Stack {
  readonly gatewayUrl: string;
  readonly servers: ServerAddresses;
  tokens(role: OidcRole, claims?: TokenClaims): Promise<string>;
  service(name: ServiceName): ManagedProcess;
  /** Another gateway beside the first one, ready; it stops with the rest. */
  startGateway(id: string): Promise<{ readonly url: string; readonly process: ManagedProcess }>;
  server(name: ServerName): Server;
  /** Services first, in parallel, then the servers: nothing is cut off while it still writes. */
  stop(): Promise<void>;
}

/** The whole system on this machine, ready; when something cannot start, all of it is stopped again and a StackProblem says why. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDirectory, ports, servers: given = {}, durable = true, progress = noProgress, provider } = options;
  const { kafkaDoors, addressesOf } = options;
  const logDirectory = options.logDirectory ?? resolve(dataDirectory, 'logs');
  const ending = new AbortController();
  options.signal?.addEventListener('abort', () => ending.abort(options.signal?.reason));
  let onDeath = (message: string) => ending.abort(new StackProblem(message));
  const supervision = { signal: ending.signal, onDeath: (message: string) => onDeath(message) };
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };

  await provider.clear(dataDirectory);
  await requireFreePorts(ports, wantedPorts(given));
  try {
    const key = await keptSigningKey(dataDirectory);
    const issuer = await startIssuer(issuerUrl(ports), ports.issuer, key);
    keepIssuer(dataDirectory, issuerUrl(ports));
    stops.push(() => issuer.stop());
    const common = { ...supervision, ports, dataDirectory, logDirectory, durable, progress };
    const servers = await startServers({ ...common, given, ...(kafkaDoors && { kafkaDoors }) }, provider);
    stops.push(() => servers.stop());
    await createDatabases(servers.addresses.postgres, databaseOwners.map(databaseOf));
    const keys = serviceKeys(dataDirectory);
    const { logLevel = 'info' } = options;
    const { addresses } = servers;
    const ways = addressesOf && ((name: ServiceName) => addressesOf(name, addresses));
    const services = await startServices({ ...common, servers: addresses, addressesOf: ways, keys, logLevel });
    stops.push(() => services.stop());
    ending.signal.throwIfAborted();
    onDeath = options.onDeath ?? (() => undefined);
    return {
      gatewayUrl: `http://localhost:${ports.gateway}`,
      servers: servers.addresses,
      tokens: (role, claims) => accessToken(key, issuerUrl(ports), role, claims),
      service: (name) => services.service(name),
      startGateway: async (id) => {
        const port = await freePort();
        return { url: `http://localhost:${port}`, process: await services.startGateway({ id, port }) };
      },
      server: (name) => servers.server(name),
      stop,
    };
  } catch (error) {
    await stop();
    throw ending.signal.aborted ? ending.signal.reason : error;
  }
}
