import { once } from 'node:events';
import { createServer } from 'node:net';

/** Null when it can be listened on, else the code of the system's error. */
export async function tryPort(port: number): Promise<string | null> {
  const listener = createServer();
  try {
    await once(listener.listen(port, '127.0.0.1'), 'listening');
    await once(listener.close(), 'close');
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}
