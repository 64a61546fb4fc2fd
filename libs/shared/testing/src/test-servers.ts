import { KafkaConnection } from '@entry/platform/kafka/kafka-connection';
import { freePorts } from '@entry/stack/ports/free-ports';
import { progressTo } from '@entry/stack/progress/progress';
import { serverProvider } from '@entry/stack/servers/server-provider';
import { startServers, type RunningServers } from '@entry/stack/servers/start-servers';
import type { ServerProvider } from '@entry/stack/servers/server';
import { makeRunDirectory, removeRunDirectory } from '@entry/stack/test-run/run-directory';
import { join } from 'node:path';

const say = (line: string) => process.stderr.write(`${line}\n`);
let running: RunningServers | null = null;
let provider: ServerProvider | null = null;
let dataDirectory = '';
let ownDirectory: string | null = null;

/** One Kafka, PostgreSQL and Redis for a whole run of jest; their addresses are in TEST_KAFKA_BROKERS, TEST_POSTGRES_URL and TEST_REDIS_URL. */
export async function startTestServers(): Promise<void> {
  const directory = process.env.TEST_RUN_DIRECTORY ?? (ownDirectory = makeRunDirectory());
  const { TEST_KAFKA_BROKERS: kafka, TEST_POSTGRES_URL: postgres, TEST_REDIS_URL: redis } = process.env;
  dataDirectory = join(directory, 'servers');
  provider = serverProvider(process.env);
  await provider.clear(dataDirectory);
  const options = {
    ports: await freePorts(),
    dataDirectory,
    logDirectory: join(directory, 'logs'),
    durable: false,
    progress: progressTo(say),
    signal: new AbortController().signal,
    onDeath: say,
    given: { ...(kafka && { kafka }), ...(postgres && { postgres }), ...(redis && { redis }) },
  };
  running = await startServers(options, provider);
  // A busy machine makes so many topics for longer than the first to publish waits.
  await new KafkaConnection(running.addresses.kafka.split(','), 'test-servers').ready();
  process.env.TEST_RUN_DIRECTORY = directory;
  process.env.TEST_KAFKA_BROKERS = running.addresses.kafka;
  process.env.TEST_POSTGRES_URL = running.addresses.postgres;
  process.env.TEST_REDIS_URL = running.addresses.redis;
}

export async function stopTestServers(): Promise<void> {
  await running?.stop();
  await provider?.discard(dataDirectory);
  if (ownDirectory) removeRunDirectory(ownDirectory);
}
