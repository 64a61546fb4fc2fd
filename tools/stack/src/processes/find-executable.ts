import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of a command on PATH, null when there is none. */
export function findExecutable(command: string): string | null {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, command));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
