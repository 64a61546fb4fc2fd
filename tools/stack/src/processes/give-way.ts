import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As of nice(1): beside a process at 0 it gets about a tenth of the processor. */
const niceness = 10;

/**
 * Lets a process, as it starts, and all that it starts leave the processor to others that want it: work behind the gates waits,
 * whoever stands before one does not. Where Linux shares out by session (sched(7), autogroup) the session gives way as well.
 */
export function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  for (const lower of [
    () => setPriority(pid, niceness),
    () => writeFileSync(`/proc/${pid}/autogroup`, `${niceness}`),
  ]) {
    try {
      lower();
    } catch {
      // Not allowed or not known here: it runs as others do.
    }
  }
}
