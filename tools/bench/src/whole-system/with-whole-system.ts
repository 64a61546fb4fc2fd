import { freePorts } from '@entry/stack/ports/free-ports';
import { progressTo } from '@entry/stack/progress/progress';
import type { ServerProvider } from '@entry/stack/servers/server';
import { startStack } from '@entry/stack/stack/stack';
import { StackProblem } from '@entry/stack/stack-problem';
import { localDirectory } from '@entry/stack/workspace';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measure, type MeasureOptions, type Measurement } from './measure';
import type { Child } from './processes/child';

export interface BenchOptions extends MeasureOptions {
  readonly provider: ServerProvider;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Starts the whole system as `npm start` does, on ports and data of its own, measures it, and leaves nothing behind, however it ends. */
export async function bench(options: BenchOptions): Promise<Measurement> {
  const { provider, say, signal } = options;
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
      const onStart = (child: Child) => children.push(child);
      return await unlessAborted(measure(options, { stack, say, signal: ending.signal, onStart }), ending.signal);
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
