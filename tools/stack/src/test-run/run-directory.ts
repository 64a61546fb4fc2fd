import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../processes/is-alive';

const attempts = 20;
const namePattern = /^entry-test-(\d+)-/;

/** An empty directory for one test run; those of runs that were killed before they could remove theirs go now. */
export function makeRunDirectory(): string {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(namePattern.exec(name)?.[1] ?? NaN);
    if (pid > 0 && !isAlive(pid)) removeRunDirectory(join(tmpdir(), name));
  }
  const directory = mkdtempSync(join(tmpdir(), `entry-test-${process.pid}-`));
  // The database server's account must be able to pass.
  chmodSync(directory, 0o711);
  return directory;
}

/** Servers that were killed may still write and remove files for a moment, at either of which one attempt would end. */
export function removeRunDirectory(directory: string): void {
  for (let attempt = 0; attempt < attempts && existsSync(directory); attempt++) {
    rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
