import { Logger } from '@nestjs/common';
import type { Readiness } from '../health/readiness';

const grace = 10_000;

/** For what can go on no longer while the process lives: the service is unready at once, stops in order and exits with 1, to be started again. */
export function endService(readiness: Readiness, what: string, error: Error): void {
  new Logger('Service').fatal(`${what} stopped for good: ${error.message}`);
  readiness.fail(`${what} stopped`);
  // Nest ends a process that it stopped in order with 0.
  process.once('exit', () => (process.exitCode = 1));
  process.kill(process.pid, 'SIGTERM');
  // An upload under way would keep a service alive that nothing reaches.
  setTimeout(() => process.exit(), grace).unref();
}
