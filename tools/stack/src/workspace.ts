import { relative, resolve } from 'node:path';

/** The clone; this file lies as deep in dist as in src. */
export const workspaceRoot = resolve(__dirname, '../../..');
export const localDirectory = resolve(workspaceRoot, '.local');

/** A path as it is shortest to read for whoever started us. */
export function shown(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}
