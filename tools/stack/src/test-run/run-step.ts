import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { boundToUs } from '../processes/bound-command';
import { workspaceRoot } from '../workspace';

export interface Step {
  readonly name: string;
  /** Of node: options, a script inside node_modules, its arguments. */
  readonly args: readonly string[];
  /** Shown as it comes, rather than only after a failure. */
  readonly live?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export const packageFile = (path: string): string => resolve(workspaceRoot, 'node_modules', path);

/** Runs a step to its end; gives its exit code and what it printed. */
export async function runStep(step: Step, signal: AbortSignal): Promise<{ exitCode: number; printed: string }> {
  const { command, args } = boundToUs({ command: process.execPath, args: step.args }, 'SIGKILL');
  const child = spawn(command, args, {
    cwd: workspaceRoot,
    env: { ...process.env, ...step.environment },
    stdio: ['ignore', step.live ? 'inherit' : 'pipe', step.live ? 'inherit' : 'pipe'],
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk));
  const exitCode = await new Promise<number>((settle, fail) => {
    child.once('error', fail);
    child.once('close', (code) => settle(code ?? 1));
  });
  signal.removeEventListener('abort', stop);
  return { exitCode, printed: Buffer.concat(printed).toString('utf8') };
}
