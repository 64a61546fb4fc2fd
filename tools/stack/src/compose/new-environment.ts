import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { workspaceRoot } from '../workspace';

/** What `new-env.sh --demonstration` writes: fresh keys, the development issuer and the invented city. */
export function newEnvironment(): Record<string, string> {
  const directory = mkdtempSync(join(tmpdir(), 'entry-env-'));
  try {
    const file = join(directory, '.env');
    execFileSync('sh', [resolve(workspaceRoot, 'tools/stack/compose/new-env.sh'), '--demonstration', file]);
    return parseEnv(readFileSync(file, 'utf8')) as Record<string, string>;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
