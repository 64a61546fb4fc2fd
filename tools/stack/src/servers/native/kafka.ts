import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { baseEnvironment } from '../../processes/base-environment';
import { boundToUs, type CommandLine } from '../../processes/bound-command';
import { ManagedProcess } from '../../processes/managed-process';
import { runCommand } from '../../processes/run-command';
import { makeDataDirectory } from '../../secrets/kept-secret';
import { workspaceRoot } from '../../workspace';
import { hasGroupCoordinator } from '../probes/has-group-coordinator';
import type { Server, ServerOptions } from '../server';
import { requireJava } from './java';
import { brokerProperties } from './kafka-properties';
import { mavenDownload } from './maven-download';

const settings = resolve(workspaceRoot, 'tools/stack/kafka');
const logging = `-Dlog4j2.configurationFile=${pathToFileURL(resolve(settings, 'log4j2.properties')).href}`;
/** One broker that is nobody else's: its cluster needs a name, not a secret one. */
const clusterId = '5L6g3nShT-eMCtK--X86sw';

/** One KRaft node, broker and controller in one, from the jars of Maven Central. */
export async function nativeKafka(options: ServerOptions): Promise<Server> {
  const { ports, dataDirectory, logDirectory, kafkaDoors } = options;
  await requireJava(options);
  const jars = await mavenDownload(
    { name: 'kafka-4.3.1', pom: resolve(settings, 'pom.xml'), goal: 'copy-dependencies' },
    options,
  );
  const java = (...args: string[]): CommandLine => ({
    command: 'java',
    args: ['-Xmx512m', '-XX:+ExitOnOutOfMemoryError', logging, '-cp', `${jars}/*`, ...args],
  });
  const directory = resolve(dataDirectory, 'kafka');
  const properties = resolve(dataDirectory, 'kafka.properties');
  const broker = new ManagedProcess(
    {
      name: 'Kafka',
      command: boundToUs(java('kafka.Kafka', properties), 'SIGKILL'),
      environment: baseEnvironment(),
      directory: workspaceRoot,
      logFile: resolve(logDirectory, 'kafka.log'),
      stopSignal: 'SIGTERM',
      grace: 20_000,
      givesWay: true,
      isReady: () => hasGroupCoordinator(ports.kafka),
    },
    options,
  );
  const start = async () => {
    makeDataDirectory(dataDirectory);
    if (!existsSync(directory)) await format(directory, properties);
    writeFileSync(properties, brokerProperties(ports, directory, kafkaDoors));
    await broker.start();
  };
  const format = async (formatted: string, file: string) => {
    const incomplete = `${formatted}.new`;
    rmSync(incomplete, { recursive: true, force: true });
    mkdirSync(incomplete, { mode: 0o700 });
    writeFileSync(file, brokerProperties(ports, incomplete, kafkaDoors));
    await runCommand(java('kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', file), options);
    renameSync(incomplete, formatted);
  };
  return {
    address: `127.0.0.1:${ports.kafka}`,
    get pid() {
      return broker.pid;
    },
    start: () => options.progress.step('Starting Kafka', start),
    stop: () => broker.stop(),
    kill: () => broker.kill(),
  };
}
