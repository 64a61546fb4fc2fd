import { readFileSync } from 'node:fs';

/** In bytes. */
export interface Memory {
  readonly resident: number;
  /** The most that was ever resident. */
  readonly peak: number;
}

/** VmRSS and VmHWM of proc(5)'s `status`; null when it has none. */
export function parseMemory(status: string): Memory | null {
  const bytes = (field: string) => {
    const kibibytes = new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(status)?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) * 1_024;
  };
  const [resident, peak] = [bytes('VmRSS'), bytes('VmHWM')];
  return resident === null || peak === null ? null : { resident, peak };
}

/** Null for a process that is not there, and on a system without /proc. */
export function memoryOf(pid: number): Memory | null {
  const status = readProc(`${pid}/status`);
  return status === null ? null : parseMemory(status);
}

/** Clock ticks a second, which is 100 on every Linux that Node runs on. */
const ticksASecond = 100;

/** Milliseconds of CPU that a process and its ended children have used: fields 14 to 17 of proc(5)'s `stat`. */
export function parseCpu(stat: string): number {
  const afterTheCommand = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = afterTheCommand.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return (ticks * 1_000) / ticksASecond;
}

/** Null for a process that is not there, and on a system without /proc. */
export function cpuOf(pid: number): number | null {
  const stat = readProc(`${pid}/stat`);
  return stat === null ? null : parseCpu(stat);
}

function readProc(path: string): string | null {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return null;
  }
}
