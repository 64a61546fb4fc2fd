import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { birthOf, isAlive } from '../processes/is-alive';
import { StackProblem } from '../stack-problem';

interface Holder {
  readonly pid: number;
  readonly birth: string;
}

/** The pid of the process that holds the lock; null when there is none or it is gone, even if another got its pid since. */
export function lockHolder(path: string): number | null {
  const holder = readHolder(path);
  const holds = holder !== null && isAlive(holder.pid) && birthOf(holder.pid) === holder.birth;
  return holds ? holder.pid : null;
}

/** One at a time: throws a StackProblem with `refusal` while another process holds it. Gives what releases it. */
export function takeLock(path: string, refusal: (pid: number) => string): () => void {
  const pid = lockHolder(path);
  if (pid !== null) throw new StackProblem(refusal(pid));
  rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  const holder: Holder = { pid: process.pid, birth: birthOf(process.pid) };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(holder));
  try {
    // Unlike a write, a link is there with its content or not at all.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new StackProblem(refusal(lockHolder(path) ?? 0));
    throw error;
  } finally {
    rmSync(draft);
  }
  return () => rmSync(path, { force: true });
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}
