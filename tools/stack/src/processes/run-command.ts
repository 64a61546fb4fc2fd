import { spawn } from 'node:child_process';
import { StackProblem } from '../stack-problem';
import { boundToUs, type CommandLine } from './bound-command';

export interface RunOptions {
  /** Ends the command; its reason is what is thrown. */
  readonly signal: AbortSignal;
  readonly environment?: NodeJS.ProcessEnv;
  /** Further options of setpriv(1). */
  readonly privileges?: readonly string[];
}

/** Runs a command to its end and gives what it printed; throws a StackProblem with the end of that when it fails. */
export function runCommand(line: CommandLine, options: RunOptions): Promise<string> {
  const { signal, environment = process.env, privileges } = options;
  signal.throwIfAborted();
  const { command, args } = boundToUs(line, 'SIGTERM', privileges);
  const child = spawn(command, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'], signal });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(chunk));
  const output = () => Buffer.concat(printed).toString('utf8');
  return new Promise((resolve, reject) => {
    const fail = (how: string) => {
      const end = output().trimEnd().split('\n').slice(-15).join('\n');
      reject(new StackProblem(`\`${[line.command, ...line.args].join(' ')}\` failed (${how}):\n${end}`));
    };
    child.once('error', (error) => (signal.aborted ? reject(signal.reason as Error) : fail(error.message)));
    child.once('close', (code, ended) => (code === 0 ? resolve(output()) : fail(ended ?? `exit code ${code}`)));
  });
}
