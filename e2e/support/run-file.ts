import { execFile } from 'node:child_process';

const longestOutput = 512 * 1024 * 1024;

/** Runs a program of the machine; what it printed, whatever its exit code. */
export function runFile(file: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(file, args, { maxBuffer: longestOutput }, (_error, stdout, stderr) => resolve({ stdout, stderr }));
  });
}
