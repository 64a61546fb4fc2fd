import { serverNames } from '@entry/stack/servers/server';
import { serviceNames } from '@entry/stack/services/service-names';
import type { Stack } from '@entry/stack/stack/stack';
import { childrenOf, memoryOf, type Memory } from './process-status';

export interface ProgramMemory {
  readonly program: string;
  readonly processes: number;
  /** Summed over its processes; null when it has no process on this machine whose memory can be read. */
  readonly memory: Memory | null;
}

/** Of every program of the system, and of `others` by their process ids. */
export function measureMemory(
  stack: Pick<Stack, 'service' | 'server'>,
  others: Readonly<Record<string, number | undefined>>,
): ProgramMemory[] {
  return [
    ...serviceNames.map((name) => program(name, stack.service(name).pid)),
    ...serverNames.map((name) => program(name, stack.server(name).pid)),
    ...Object.entries(others).map(([name, pid]) => program(name, pid)),
  ];
}

/** PostgreSQL has a process for each connection. */
function program(name: string, pid: number | undefined): ProgramMemory {
  const all = pid === undefined ? [] : [pid, ...childrenOf(pid)].map(memoryOf).filter((memory) => memory !== null);
  const sum = (of: (memory: Memory) => number) => all.reduce((total, memory) => total + of(memory), 0);
  const memory = all.length === 0 ? null : { resident: sum(({ resident }) => resident), peak: sum(({ peak }) => peak) };
  return { program: name, processes: all.length, memory };
}
