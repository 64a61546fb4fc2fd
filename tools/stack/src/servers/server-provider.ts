import { StackProblem } from '../stack-problem';
import { dockerServers } from './docker/docker-servers';
import { nativeServers } from './native/native-servers';
import type { ServerProvider } from './server';

/** INFRA says how the servers run: `native`, the default, or `docker`. Throws a StackProblem for anything else. */
export function serverProvider(env: NodeJS.ProcessEnv): ServerProvider {
  switch (env.INFRA ?? 'native') {
    case 'native':
      return nativeServers;
    case 'docker':
      return dockerServers;
    default:
      throw new StackProblem(`INFRA is native or docker, and not "${env.INFRA}".`);
  }
}
