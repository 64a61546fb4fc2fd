import { StackProblem } from '../stack-problem';

/** Aborts when a person or the system asks this process to stop; asked a second time it ends at once. */
export function stopRequests(): AbortSignal {
  const requested = new AbortController();
  const ask = () => {
    if (requested.signal.aborted) process.exit(1);
    requested.abort(new StackProblem('Stopped.'));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  // A reader that has gone, of a pipe or a terminal, is no reason to fail.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return requested.signal;
}
