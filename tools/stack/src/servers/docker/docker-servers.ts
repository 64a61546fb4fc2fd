import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { keptSecret, makeDataDirectory } from '../../secrets/kept-secret';
import { hasGroupCoordinator } from '../probes/has-group-coordinator';
import { postgresAnswers } from '../probes/postgres-answers';
import { redisAnswers } from '../probes/redis-answers';
import { serverNames, type Server, type ServerOptions, type ServerProvider } from '../server';
import { ContainerServer } from './container-server';
import { containerName, findEngine, removeContainer, removeOrphans, removeVolume } from './engine';
import { images } from './images';

/** The servers as containers, by Testcontainers. */
export const dockerServers: ServerProvider = {
  clear: async (dataDirectory) => {
    const engine = await findEngine();
    await removeOrphans(engine);
    for (const server of serverNames) await removeContainer(engine, containerName(server, dataDirectory));
  },
  prepare: async (name, options) => {
    await findEngine();
    makeDataDirectory(options.dataDirectory);
    switch (name) {
      case 'kafka':
        return kafka(options);
      case 'postgres':
        return postgres(options);
      case 'redis':
        return redis(options);
    }
  },
  discard: async (dataDirectory) => {
    const engine = await findEngine();
    for (const server of serverNames) {
      const name = containerName(server, dataDirectory);
      await removeContainer(engine, name);
      await removeVolume(engine, name);
    }
  },
};

function kafka(options: ServerOptions): Server {
  const { ports } = options;
  return new ContainerServer(
    {
      name: 'kafka',
      title: 'Kafka',
      image: images.kafka,
      address: `127.0.0.1:${ports.kafka}`,
      port: { container: 9092, host: ports.kafka },
      environment: {
        KAFKA_NODE_ID: '1',
        KAFKA_PROCESS_ROLES: 'broker,controller',
        KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://localhost:9093',
        KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${ports.kafka}`,
        KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
        KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
        KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
        KAFKA_LOG_DIRS: '/var/lib/kafka/data',
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
        KAFKA_OFFSETS_RETENTION_MINUTES: String(30 * 24 * 60),
        KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '4',
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
        KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
        KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      },
      dataAt: '/var/lib/kafka/data',
      isReady: () => hasGroupCoordinator(ports.kafka),
    },
    options,
  );
}

function postgres(options: ServerOptions): Server {
  const { ports, dataDirectory, durable } = options;
  const password = keptSecret(resolve(dataDirectory, 'secrets/postgres-password'), () =>
    randomBytes(24).toString('hex'),
  );
  const address = `postgres://postgres:${password}@127.0.0.1:${ports.postgres}/postgres`;
  const settings = [
    'max_connections=200',
    'max_wal_size=8GB',
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
  ];
  return new ContainerServer(
    {
      name: 'postgres',
      title: 'PostgreSQL',
      image: images.postgres,
      address,
      port: { container: 5432, host: ports.postgres },
      environment: { POSTGRES_PASSWORD: password },
      command: ['postgres', ...settings.flatMap((setting) => ['-c', setting])],
      dataAt: '/var/lib/postgresql',
      isReady: () => postgresAnswers(address),
    },
    options,
  );
}

function redis(options: ServerOptions): Server {
  const { ports } = options;
  return new ContainerServer(
    {
      name: 'redis',
      title: 'Redis',
      image: images.redis,
      address: `redis://127.0.0.1:${ports.redis}`,
      port: { container: 6379, host: ports.redis },
      environment: {},
      command: ['redis-server', '--save', '', '--appendonly', 'no', '--protected-mode', 'no'],
      isReady: () => redisAnswers(ports.redis),
    },
    options,
  );
}
