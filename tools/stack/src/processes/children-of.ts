import { readFileSync } from 'node:fs';

/** The processes that a process has started and that still run, of proc(5); none on a system without it. */
export function childrenOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return children.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
