import { resolve } from 'node:path';
import { baseEnvironment } from '../../processes/base-environment';
import { boundToUs } from '../../processes/bound-command';
import { ManagedProcess } from '../../processes/managed-process';
import { makeDataDirectory } from '../../secrets/kept-secret';
import { redisAnswers } from '../probes/redis-answers';
import type { Server, ServerOptions } from '../server';
import { redisBinary } from './redis-binary';

/** A cache that forgets when it stops: the compacted topics fill it again. */
export async function nativeRedis(options: ServerOptions): Promise<Server> {
  const { ports, dataDirectory, logDirectory } = options;
  const command = await redisBinary(options);
  makeDataDirectory(dataDirectory);
  const args = ['--port', String(ports.redis), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = new ManagedProcess(
    {
      name: 'Redis',
      command: boundToUs({ command, args }, 'SIGKILL'),
      environment: baseEnvironment(),
      directory: dataDirectory,
      logFile: resolve(logDirectory, 'redis.log'),
      stopSignal: 'SIGTERM',
      grace: 5_000,
      isReady: () => redisAnswers(ports.redis),
    },
    options,
  );
  return {
    address: `redis://127.0.0.1:${ports.redis}`,
    get pid() {
      return server.pid;
    },
    start: () => options.progress.step('Starting Redis', () => server.start()),
    stop: () => server.stop(),
    kill: () => server.kill(),
  };
}
