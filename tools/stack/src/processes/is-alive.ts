import { readFileSync } from 'node:fs';

/** When the process began, as its kernel counts, so that a reused pid is told apart; empty where that can't be known. */
export function birthOf(pid: number): string {
  return readStat(pid)[19] ?? '';
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return readStat(pid)[0] !== 'Z';
}

/** The fields of proc(5)'s `stat` from the state on; the command before them may contain anything. */
function readStat(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
