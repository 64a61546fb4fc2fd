import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { portNames, type Ports } from './ports';

/** Ports that nothing listens on now, each another one. */
export async function freePorts(): Promise<Ports> {
  const found = await Promise.all(portNames.map(async (name) => ({ name, listener: await listenAnywhere() })));
  const ports = Object.fromEntries(
    found.map(({ name, listener }) => [name, (listener.address() as AddressInfo).port]),
  ) as Ports;
  await Promise.all(found.map(({ listener }) => once(listener.close(), 'close')));
  return ports;
}

export async function freePort(): Promise<number> {
  const listener = await listenAnywhere();
  const { port } = listener.address() as AddressInfo;
  await once(listener.close(), 'close');
  return port;
}

async function listenAnywhere() {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return listener;
}
