import { existsSync, readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { serverProvider } from './servers/server-provider';
import { describeFailure, StackProblem } from './stack-problem';
import { dataDirectoryOf, givenServers, lockPath } from './stack/environment';
import { stackFilePath } from './stack/stack-file';
import { takeLock } from './stack/stack-lock';
import { localDirectory, shown } from './workspace';

const ours = ['postgres', 'kafka', 'secrets', 'gateway', 'logs'];
const leftovers = ['postgres.new', 'postgres.password', 'kafka.new', 'kafka.properties'];

/** `npm run reset`: the next start begins with nothing. What was downloaded stays. */
async function reset(env: NodeJS.ProcessEnv): Promise<void> {
  const release = takeLock(lockPath, (pid) => `The stack runs (process ${pid}): stop it before emptying it.`);
  try {
    const directory = dataDirectoryOf(env);
    const foreign = existsSync(directory) ? readdirSync(directory).filter((name) => !isOurs(name)) : [];
    if (foreign.length > 0) throw new StackProblem(`${directory} holds what is not ours: ${foreign.join(', ')}.`);
    await serverProvider(env).discard(directory);
    for (const path of [directory, resolve(localDirectory, 'logs'), stackFilePath]) {
      rmSync(path, { recursive: true, force: true });
    }
    process.stdout.write(`Emptied ${shown(directory)}.\n`);
    const kept = Object.keys(givenServers(env));
    if (kept.length > 0) process.stdout.write(`Your own ${kept.join(', ')} keep what they hold.\n`);
  } finally {
    release();
  }
}

const isOurs = (name: string): boolean => ours.includes(name) || leftovers.includes(name);

reset(process.env).catch((error: unknown) => {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
});
