import { spawnSync } from 'node:child_process';

export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
}

/** Our child when it starts to run, or not at all: between fork and prctl(2) we may have gone. */
const onlyAsOurChild = '[ "$PPID" = "$0" ] && exec "$@"';
let bindable: boolean | undefined;

/**
 * The same command, to which Linux sends `signal` the moment this process is gone, however that ends (prctl(2),
 * PR_SET_PDEATHSIG). `privileges` are further options of setpriv(1). Elsewhere the command stays as it is.
 */
export function boundToUs(
  { command, args }: CommandLine,
  signal: NodeJS.Signals,
  privileges: readonly string[] = [],
): CommandLine {
  bindable ??= spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;
  if (!bindable) return { command, args };
  const launch = ['sh', '-c', onlyAsOurChild, String(process.pid), command, ...args];
  return { command: 'setpriv', args: ['--pdeathsig', signal.replace('SIG', ''), ...privileges, ...launch] };
}
