import { cpus, release, totalmem, type } from 'node:os';

/** What the figures depend on. */
export function describeMachine(): string {
  const cores = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${memory}, ${type()} ${release()}, Node ${process.versions.node}`;
}
