import { resolve } from 'node:path';

/** A path as the person at the terminal means it: npm runs its scripts in the project's folder, wherever it was called. */
export function givenPath(path: string, env: NodeJS.ProcessEnv): string {
  return resolve(env.INIT_CWD ?? process.cwd(), path);
}
