import { cpus, release, totalmem, type } from 'node:os';

/** What the figures depend on. */
export function describeMachine(): string {
  const cores = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${memory}, ${type()} ${release()}, Node ${process.versions.node}`;
}

/** Where and when it was measured. */
export interface Occasion {
  readonly at: Date;
  readonly machine: string;
}

/** `what` says what of the measurement was on that machine. */
export function whenAndWhere({ at, machine }: Occasion, what: string): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC; ${machine}. ${what}`;
}
