import { findExecutable } from '../../processes/find-executable';
import { runCommand } from '../../processes/run-command';
import { StackProblem } from '../../stack-problem';
import type { ServerOptions } from '../server';
import { installPackages, mayInstallPackages } from './debian-packages';

const oldest = 17;
type Options = Pick<ServerOptions, 'progress' | 'signal'>;

/** Kafka 4 runs on Java 17 or newer: installs it where we may, else throws a StackProblem that says what to install. */
export async function requireJava(options: Options): Promise<void> {
  if ((await javaVersion(options)) >= oldest) return;
  if (mayInstallPackages()) await installPackages(['default-jre-headless'], options);
  if ((await javaVersion(options)) >= oldest) return;
  throw new StackProblem(
    `Kafka needs Java ${oldest} or newer: install it so that \`java\` is on PATH (Debian: default-jre-headless; macOS: brew install openjdk), or set KAFKA_BROKERS to a Kafka that runs.`,
  );
}

/** Maven fetches what Maven Central has: installs it where we may, else throws a StackProblem that says what to install. */
export async function requireMaven(options: Options): Promise<void> {
  if (findExecutable('mvn')) return;
  if (mayInstallPackages()) await installPackages(['maven'], options);
  if (findExecutable('mvn')) return;
  throw new StackProblem(
    'Maven is missing: install it so that `mvn` is on PATH (Debian: maven; macOS: brew install maven).',
  );
}

/** The major version, 0 when there is none. */
async function javaVersion({ signal }: Options): Promise<number> {
  if (!findExecutable('java')) return 0;
  const printed = await runCommand({ command: 'java', args: ['-version'] }, { signal }).catch(() => '');
  return Number(/version "(\d+)/.exec(printed)?.[1] ?? 0);
}
