import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadDemonstration } from './demonstration/demonstration';
import { portsFromEnvironment } from './ports/ports';
import { stopRequests } from './processes/stop-requests';
import { progressTo } from './progress/progress';
import { writeSecret } from './secrets/kept-secret';
import { serverProvider } from './servers/server-provider';
import { describeFailure, StackProblem } from './stack-problem';
import { dataDirectoryOf, givenServers, lockPath } from './stack/environment';
import { startStack, type Stack } from './stack/stack';
import { stackFile, stackFilePath } from './stack/stack-file';
import { takeLock } from './stack/stack-lock';
import { welcome } from './stack/welcome';
import { localDirectory } from './workspace';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** `npm start`: everything in the foreground until it is asked to stop. */
async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const asked = stopRequests();
  const release = takeLock(lockPath, (pid) => `It runs already (process ${pid}): stop that one first.`);
  try {
    await runUntil(asked, env);
  } catch (error) {
    if (error !== asked.reason) throw error;
    say('Stopped.');
  } finally {
    release();
  }
}

async function runUntil(asked: AbortSignal, env: NodeJS.ProcessEnv): Promise<void> {
  const dataDirectory = dataDirectoryOf(env);
  const progress = progressTo(say);
  const ending = new AbortController();
  asked.addEventListener('abort', () => ending.abort(asked.reason));
  rmSync(stackFilePath, { force: true });

  const stack = await startStack({
    dataDirectory,
    logDirectory: resolve(localDirectory, 'logs'),
    ports: portsFromEnvironment(env),
    servers: givenServers(env),
    provider: serverProvider(env),
    logLevel: env.LOG_LEVEL ?? 'info',
    progress,
    signal: ending.signal,
    onDeath: (message) => ending.abort(new StackProblem(message)),
  });
  try {
    const citizens = env.DEMO !== 'empty';
    const options = { dataDirectory, citizens, progress, signal: ending.signal };
    await announce(stack, options);
    await aborted(ending.signal);
  } catch (error) {
    throw ending.signal.aborted ? (ending.signal.reason as Error) : error;
  } finally {
    say('Stopping…');
    await stack.stop();
  }
}

async function announce(stack: Stack, options: Parameters<typeof loadDemonstration>[1]): Promise<void> {
  const file = await stackFile(stack, await loadDemonstration(stack, options));
  writeSecret(stackFilePath, `${JSON.stringify(file, null, 2)}\n`);
  say(
    welcome(file, [
      'Tokens, devices and the password of PostgreSQL: .local/stack.json',
      'Ctrl-C stops everything and keeps the data; `npm run reset` empties it.',
    ]),
  );
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
}

start(process.env).catch((error: unknown) => {
  process.stderr.write(`\n${describeFailure(error)}\n`);
  process.exitCode = 1;
});
