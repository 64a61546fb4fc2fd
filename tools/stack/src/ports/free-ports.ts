import { randomInt } from 'node:crypto';
import { portNames, type Ports } from './ports';
import { tryPort } from './try-port';

/** Above the documented ports, and below those that Linux (32768) and macOS (49152) give to connections and to who asks for any port. */
const [lowest, highest] = [10_000, 32_767];
let last = randomInt(lowest, highest);

/** Ports that nothing listens on and that were not given before; no connection takes one of them before it is used. */
export async function freePorts(): Promise<Ports> {
  const ports: Partial<Record<keyof Ports, number>> = {};
  for (const name of portNames) ports[name] = await freePort();
  return ports as Ports;
}

export async function freePort(): Promise<number> {
  do last = last < highest ? last + 1 : lowest;
  while ((await tryPort(last)) === 'EADDRINUSE');
  return last;
}
