import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Program {
  /** Resolves once it has written at least so many lines; rejects when it ends before. */
  untilLines(count: number): Promise<void>;
  /** Kills it without a chance to clean up; gives every line that it wrote. */
  kill(): Promise<readonly string[]>;
}

/** Runs one TypeScript file as a process of its own. */
export function startProgram(file: string, ...args: string[]): Program {
  const register = join(__dirname, 'register-typescript.mjs');
  const child = spawn(process.execPath, [register, file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const ended = once(reader, 'close');
  reader.on('line', (line) => lines.push(line));
  return {
    untilLines: async (count) => {
      let isRunning = true;
      void ended.then(() => (isRunning = false));
      while (isRunning && lines.length < count) await Promise.race([once(reader, 'line'), ended]);
      if (lines.length < count) throw new Error(`${file} ended after ${lines.length} lines`);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
      return lines;
    },
  };
}
