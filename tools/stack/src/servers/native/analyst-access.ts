import { resolve } from 'node:path';
import { runCommand } from '../../processes/run-command';
import { workspaceRoot } from '../../workspace';
import type { ServerOptions } from '../server';
import { mavenDownload } from './maven-download';

const settings = resolve(workspaceRoot, 'tools/stack/kafka');

/** Runs `analyst-access.sh` with Kafka's own tools; gives the password that it printed, or nothing. */
export async function analystAccess(
  args: readonly string[],
  brokers: string,
  options: Pick<ServerOptions, 'progress' | 'signal'>,
): Promise<string | null> {
  const download = { name: 'kafka-4.3.1', pom: resolve(settings, 'pom.xml'), goal: 'copy-dependencies' } as const;
  const java = `java -cp ${await mavenDownload(download, options)}/*`;
  const environment = {
    ...process.env,
    KAFKA_BROKERS: brokers,
    KAFKA_CONFIGS: `${java} kafka.admin.ConfigCommand`,
    KAFKA_ACLS: `${java} org.apache.kafka.tools.AclCommand`,
  };
  const line = { command: 'sh', args: ['-f', resolve(settings, 'analyst-access.sh'), ...args] };
  const printed = await runCommand(line, { signal: options.signal, environment });
  return /^[0-9a-f]{48}$/m.exec(printed)?.[0] ?? null;
}
