import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { workspaceRoot } from '../workspace';

/** What `new-env.sh --demonstration` prints: fresh keys, the development issuer and the invented city. */
export function newEnvironment(): Record<string, string> {
  const script = resolve(workspaceRoot, 'tools/stack/compose/new-env.sh');
  return parseEnv(execFileSync('sh', [script, '--demonstration'], { encoding: 'utf8' })) as Record<string, string>;
}
