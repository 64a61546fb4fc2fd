import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { childrenOf } from './children-of';

/** As of nice(1): beside a process at 0 it gets about a tenth of the processor. */
const niceness = 10;

/** PostgreSQL's processes begin sessions of their own, each of which has to be told. */
const lookForChildrenEvery = 1_000;

/**
 * Lets a process, as it starts, and all that it starts leave the processor to others that want it: work behind the gates waits,
 * whoever stands before one does not. Where Linux shares out by session (sched(7), autogroup) the session gives way as well.
 */
export function giveWay(child: ChildProcess): void {
  const lowered = new Set<number>();
  const lowerAll = () => {
    const { pid } = child;
    if (pid === undefined) return;
    for (const each of [pid, ...childrenOf(pid)]) {
      if (!lowered.has(each)) lower(each);
      lowered.add(each);
    }
  };
  lowerAll();
  const looking = setInterval(lowerAll, lookForChildrenEvery).unref();
  child.once('exit', () => clearInterval(looking));
}

function lower(pid: number): void {
  const attempts = [() => setPriority(pid, niceness), () => writeFileSync(`/proc/${pid}/autogroup`, String(niceness))];
  for (const attempt of attempts) {
    try {
      attempt();
    } catch {
      // Not allowed or not known here: it runs as others do.
    }
  }
}
