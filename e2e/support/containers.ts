import { composeCommand } from '@entry/stack/compose/compose-command';
import { newEnvironment } from '@entry/stack/compose/new-environment';
import { freePorts } from '@entry/stack/ports/free-ports';
import { images } from '@entry/stack/servers/docker/images';
import { serviceNames } from '@entry/stack/services/service-names';
import type { StackFile } from '@entry/stack/stack/stack-file';
import { workspaceRoot } from '@entry/stack/workspace';
import { execFile, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { getCACertificates } from 'node:tls';
import { promisify } from 'node:util';

const run = promisify(execFile);
const succeeds = (...args: string[]) => spawnSync('docker', args).status === 0;

/** Why containers cannot be tried on this machine; null when they can: an engine, Compose, and the images, here or to be pulled. */
export function whatContainersLack(): string | null {
  if (!succeeds('info')) return 'no container engine answers';
  if (!composeCommand()) return 'there is no docker compose';
  const needed = ['node:24-bookworm-slim', ...Object.values(images)];
  const missing = needed.find((name) => !succeeds('image', 'inspect', name) && !succeeds('pull', '--quiet', name));
  return missing ? `the image ${missing} cannot be pulled` : null;
}

/** In PEM, those that NODE_EXTRA_CA_CERTS adds to what Node brings with it. */
function ownAuthorities(): string {
  const fingerprint = (pem: string) => new X509Certificate(pem).fingerprint256;
  const known = new Set(getCACertificates('bundled').map(fingerprint));
  return getCACertificates('extra')
    .filter((pem) => !known.has(fingerprint(pem)))
    .join('\n');
}

/** The whole system by docker compose, under a name, keys and ports of its own. */
export class ComposeProject {
  private constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly command: readonly [string, ...string[]],
  ) {}

  static async make(): Promise<ComposeProject> {
    const ports = await freePorts();
    const environment = {
      ...process.env,
      ...newEnvironment(),
      COMPOSE_PROJECT_NAME: `entry-test-${process.pid}`,
      EXTRA_CA_CERTS: ownAuthorities(),
      DEMO: 'empty',
      GATEWAY_PORT: String(ports.gateway),
      KAFKA_PORT: String(ports.kafka),
      POSTGRES_PORT: String(ports.postgres),
      REDIS_PORT: String(ports.redis),
    };
    return new ComposeProject(environment, composeCommand() ?? ['docker', 'compose']);
  }

  async call(...args: string[]): Promise<string> {
    const [file, ...first] = this.command;
    const { stdout } = await run(file, [...first, ...args], {
      cwd: workspaceRoot,
      env: this.environment,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  }

  up(): Promise<string> {
    return this.call('up', '-d');
  }

  /** The city of `DEMO=empty`; null until its devices are enrolled. */
  async demonstration(): Promise<StackFile | null> {
    try {
      return JSON.parse(
        await this.call('exec', '-T', 'demonstration', 'cat', '/var/lib/entry/secrets/stack.json'),
      ) as StackFile;
    } catch {
      return null;
    }
  }

  /** What each of the five services ended with. */
  async exitCodes(): Promise<string[]> {
    const ids = await this.call('ps', '--all', '--quiet', ...serviceNames);
    const { stdout } = await run('docker', ['inspect', '--format', '{{.State.ExitCode}}', ...ids.trim().split('\n')]);
    return stdout.trim().split('\n');
  }
}
