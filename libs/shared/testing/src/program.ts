import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Program {
  /** Resolves once it has written at least so many lines; rejects when it ends before. */
  untilLines(count: number): Promise<void>;
  /** Resolves once it has written a line that contains the text; rejects when it ends before. */
  untilLine(text: string): Promise<void>;
  /** Resolves once it has ended by itself or by a signal. */
  ended(): Promise<{ readonly exitCode: number | null; readonly lines: readonly string[] }>;
  terminate(): void;
  /** Kills it without a chance to clean up; gives every line that it wrote. */
  kill(): Promise<readonly string[]>;
}

/** Runs one TypeScript file as a process of its own. */
export function startProgram(file: string, ...args: string[]): Program {
  const register = join(__dirname, 'register-typescript.mjs');
  const child = spawn(process.execPath, [register, file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const ended = Promise.all([once(reader, 'close'), once(child, 'exit') as Promise<[number | null]>]);
  reader.on('line', (line) => lines.push(line));
  const until = async (isWritten: () => boolean) => {
    let isRunning = true;
    void ended.then(() => (isRunning = false));
    while (isRunning && !isWritten()) await Promise.race([once(reader, 'line'), ended]);
    if (!isWritten()) throw new Error(`${file} ended after ${lines.length} lines`);
  };
  return {
    untilLines: (count) => until(() => lines.length >= count),
    untilLine: (text) => until(() => lines.some((line) => line.includes(text))),
    ended: async () => {
      const [, [exitCode]] = await ended;
      return { exitCode, lines };
    },
    terminate: () => void child.kill('SIGTERM'),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
      return lines;
    },
  };
}
