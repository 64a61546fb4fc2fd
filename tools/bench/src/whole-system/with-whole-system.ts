import { freePorts } from '@entry/stack/ports/free-ports';
import { progressTo } from '@entry/stack/progress/progress';
import type { ServerProvider } from '@entry/stack/servers/server';
import { startStack, type Stack } from '@entry/stack/stack/stack';
import { StackProblem } from '@entry/stack/stack-problem';
import { localDirectory } from '@entry/stack/workspace';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Child } from '../processes/child';

export interface Surroundings {
  readonly provider: ServerProvider;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What a measurement works with. */
export interface WholeSystem {
  readonly stack: Stack;
  readonly dataDirectory: string;
  readonly say: (line: string) => void;
  /** Also when something of the system dies. */
  readonly signal: AbortSignal;
  /** Told of each process that has to be stopped at the end. */
  readonly onStart: (child: Child) => void;
}

/** Starts the whole system as `npm start` does, on ports and data of its own, works with it, and leaves nothing behind, however it ends. */
export async function withWholeSystem<Result>(
  { provider, say, signal }: Surroundings,
  work: (system: WholeSystem) => Promise<Result>,
): Promise<Result> {
  const dataDirectory = makeDataDirectory();
  const ending = new AbortController();
  signal.addEventListener('abort', () => ending.abort(signal.reason));
  signal.throwIfAborted();
  const children: Child[] = [];
  try {
    const stack = await startStack({
      dataDirectory,
      provider,
      ports: await freePorts(),
      durable: true,
      progress: progressTo(say),
      signal: ending.signal,
      onDeath: (message) => ending.abort(new StackProblem(message)),
    });
    try {
      const onStart = (child: Child) => void children.push(child);
      return await unlessAborted(work({ stack, dataDirectory, say, signal: ending.signal, onStart }), ending.signal);
    } finally {
      await Promise.all(children.map((child) => child.stop()));
      await stack.stop();
    }
  } finally {
    await provider.discard(dataDirectory);
    rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** On the disk of `npm start`: a directory for temporary files may be in memory, where no answer waits for anything. */
function makeDataDirectory(): string {
  mkdirSync(localDirectory, { recursive: true });
  const directory = mkdtempSync(join(localDirectory, 'bench-'));
  // The database server's account must be able to pass.
  chmodSync(directory, 0o711);
  return directory;
}

/** Fails at once when the signal says so; what the work does after that concerns nobody. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
  work.catch(() => undefined);
  return Promise.race([work, aborted]);
}

/** By number: no time of a measurement goes into names. */
export function verifyUrl(gatewayUrl: string): string {
  return `${gatewayUrl.replace('localhost', '127.0.0.1')}/v1/verify`;
}
