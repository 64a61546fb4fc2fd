import { noProgress } from '@entry/stack/progress/progress';
import { mavenDownload } from '@entry/stack/servers/native/maven-download';
import { workspaceRoot } from '@entry/stack/workspace';
import { resolve } from 'node:path';
import { runFile } from './run-file';

/** All that Kafka's own console consumer prints of the topics whose names match, until five seconds bring nothing new. */
export async function consoleConsumer(brokers: string, topicPattern: string): Promise<string> {
  const kafka = {
    name: 'kafka-4.3.1',
    pom: resolve(workspaceRoot, 'tools/stack/kafka/pom.xml'),
    goal: 'copy-dependencies',
  } as const;
  const jars = await mavenDownload(kafka, { progress: noProgress, signal: new AbortController().signal });
  const printing = ['key', 'headers', 'partition'].flatMap((what) => ['--formatter-property', `print.${what}=true`]);
  const { stdout, stderr } = await runFile('java', [
    ...['-cp', `${jars}/*`, 'org.apache.kafka.tools.consumer.ConsoleConsumer', '--bootstrap-server', brokers],
    ...['--include', topicPattern, '--from-beginning', '--timeout-ms', '5000', ...printing],
  ]);
  if (!/Processed a total of [1-9]/.test(stderr + stdout))
    throw new Error(`the console consumer read nothing: ${stderr}`);
  return stdout;
}
