import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly path: string;
  grow(): void;
  remove(): void;
}

const mount = (...args: string[]) => spawnSync('mount', args).status === 0;

/** A real file system of 2 MiB, which takes 64 after it grew; null where this process may not mount one. */
export function aSmallDisk(): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'small-disk-'));
  if (!mount('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', path)) {
    rmSync(path, { recursive: true });
    return null;
  }
  return {
    path,
    grow: () => {
      if (!mount('-o', 'remount,size=64m', path)) throw new Error(`${path} does not grow`);
    },
    remove: () => {
      spawnSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true });
    },
  };
}
