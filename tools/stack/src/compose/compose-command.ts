import { spawnSync } from 'node:child_process';

const candidates = [['docker', 'compose'], ['docker-compose']] as const;

/** How this machine calls Compose: the plugin of docker or the older program; null where there is neither. */
export function composeCommand(): readonly [string, ...string[]] | null {
  const found = candidates.find(([file, ...args]) => spawnSync(file, [...args, 'version']).status === 0);
  return found ?? null;
}
