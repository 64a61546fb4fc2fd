import { stackFilePath, type StackFile } from '@entry/stack/stack/stack-file';
import { existsSync, readFileSync } from 'node:fs';

/** What `npm start` has written down, of this or the last run; null before the first one. */
export function findStack(): StackFile | null {
  return existsSync(stackFilePath) ? (JSON.parse(readFileSync(stackFilePath, 'utf8')) as StackFile) : null;
}
