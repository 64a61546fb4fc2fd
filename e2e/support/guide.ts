import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const root = resolve(__dirname, '../..');
/** What npm would start, without building first. */
const npm = `npm() { shift 2; node "${root}/tools/client/dist/push/main.js" "\${@:2}"; }`;

/** The text of a document in `docs`. */
export const readGuide = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8');

/** Runs the examples of a guide in their order in one shell, as its reader would, until one fails. */
export async function runExamples(
  guide: string,
  { directory, variables }: { directory: string; variables: Readonly<Record<string, string>> },
): Promise<{ exitCode: number | null; printed: string; complaints: string }> {
  const examples = [...guide.matchAll(/```sh\n(.*?)```/gs)].map(([, example]) => example);
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', [npm, ...examples].join('\n')], {
    cwd: directory,
    env: { ...process.env, ...variables, INIT_CWD: directory },
  });
  const ended = once(shell, 'close') as Promise<[number | null]>;
  const [printed, complaints] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
  const [exitCode] = await ended;
  return { exitCode, printed, complaints };
}
