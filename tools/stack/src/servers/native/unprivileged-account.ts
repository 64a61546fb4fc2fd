import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StackProblem } from '../../stack-problem';

export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** Options of setpriv(1) that turn root into this account. */
  readonly privileges: readonly string[];
}

const account = 'nobody';

/**
 * Who runs what refuses to run as root; null when we are not root. Where the account may not enter a directory on
 * the way to `paths` (a clone under /root), it keeps the one capability that lets it pass, see capabilities(7).
 */
export function unprivilegedAccount(paths: readonly string[]): Account | null {
  if (process.getuid?.() !== 0) return null;
  const uid = idOf('-u');
  const gid = idOf('-g');
  const privileges = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
  const closed = paths.flatMap(ancestors).find((directory) => !isOpenToAll(directory));
  if (closed === undefined) return { uid, gid, privileges };
  const capability = `+${capabilityToPass(closed)}`;
  // access(2) looks at capabilities of other users than root only with this bit; initdb asks it.
  const bits = ['--securebits', '+no_setuid_fixup'];
  return { uid, gid, privileges: [...privileges, '--inh-caps', capability, '--ambient-caps', capability, ...bits] };
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, account], { encoding: 'utf8' }));
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...ancestors(parent), path];
}

function isOpenToAll(path: string): boolean {
  return !existsSync(path) || (statSync(path).mode & 0o001) !== 0;
}

function capabilityToPass(directory: string): string {
  const effective = BigInt(`0x${/CapEff:\s*(\w+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0}`);
  // dac_override, bit 1, is what containers usually have; dac_read_search, bit 2, gives less away.
  if ((effective & 4n) !== 0n) return 'dac_read_search';
  if ((effective & 2n) !== 0n) return 'dac_override';
  throw new StackProblem(
    `PostgreSQL refuses to run as root, and the account ${account} may not enter ${directory}. Move the project, or start it as another user than root.`,
  );
}
