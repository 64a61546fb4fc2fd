import { childrenOf } from '@entry/stack/processes/children-of';
import { serverNames } from '@entry/stack/servers/server';
import { serviceNames } from '@entry/stack/services/service-names';
import type { Stack } from '@entry/stack/stack/stack';
import { cpuOf, memoryOf, type Memory } from './process-status';

/** Of a program that runs in a container or elsewhere there is no process id. */
export interface Program {
  readonly name: string;
  readonly pid: number | undefined;
}

export interface ProgramMemory {
  readonly processes: number;
  /** Summed over its processes; null when it has none on this machine whose memory can be read. */
  readonly memory: Memory | null;
}

export function programsOf(stack: Pick<Stack, 'service' | 'server'>): Program[] {
  return [
    ...serviceNames.map((name) => ({ name, pid: stack.service(name).pid })),
    ...serverNames.map((name) => ({ name, pid: stack.server(name).pid })),
  ];
}

export function measureMemory(program: Program): ProgramMemory {
  const all = processesOf(program)
    .map(memoryOf)
    .filter((memory) => memory !== null);
  const sum = (of: (memory: Memory) => number) => all.reduce((total, memory) => total + of(memory), 0);
  const memory = all.length === 0 ? null : { resident: sum(({ resident }) => resident), peak: sum(({ peak }) => peak) };
  return { processes: all.length, memory };
}

/** Milliseconds of CPU until now; 0 where that can't be known. */
export function cpuUsed(program: Program): number {
  return processesOf(program).reduce((total, pid) => total + (cpuOf(pid) ?? 0), 0);
}

/** PostgreSQL has a process for each connection. */
function processesOf({ pid }: Program): number[] {
  return pid === undefined ? [] : [pid, ...childrenOf(pid)];
}
