import { portNames, type PortName } from '../ports/ports';
import type { ServerAddresses } from '../servers/server';

/** A server with an address of its own needs no port of ours. */
export function wantedPorts(given: Partial<ServerAddresses>): PortName[] {
  const spared = new Set<PortName>([
    ...(given.kafka ? (['kafka', 'kafka-controller', 'kafka-analysts'] as const) : []),
    ...(given.postgres ? (['postgres'] as const) : []),
    ...(given.redis ? (['redis'] as const) : []),
  ]);
  return portNames.filter((name) => !spared.has(name));
}
