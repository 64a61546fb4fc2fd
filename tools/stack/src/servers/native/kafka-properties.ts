import type { Ports } from '../../ports/ports';
import type { KafkaDoor } from '../server';

/** Topics are made by who owns them, never by a typing error; a lone consumer need not wait for others. */
export function brokerProperties(
  ports: Pick<Ports, 'kafka' | 'kafka-controller'>,
  directory: string,
  doors: readonly KafkaDoor[] = [],
): string {
  const broker = `127.0.0.1:${ports.kafka}`;
  const controller = `127.0.0.1:${ports['kafka-controller']}`;
  const listeners = doors.map(({ name, port }) => `${name}://127.0.0.1:${port}`);
  const advertised = doors.map(({ name, shownPort }) => `${name}://127.0.0.1:${shownPort}`);
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': '1',
    listeners: [`PLAINTEXT://${broker},CONTROLLER://${controller}`, ...listeners].join(','),
    'advertised.listeners': [`PLAINTEXT://${broker}`, ...advertised].join(','),
    'listener.security.protocol.map': ['PLAINTEXT', 'CONTROLLER', ...doors.map(({ name }) => name)]
      .map((name) => `${name}:PLAINTEXT`)
      .join(','),
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': `1@${controller}`,
    'log.dirs': directory,
    'auto.create.topics.enable': 'false',
    'group.initial.rebalance.delay.ms': '0',
    'offsets.retention.minutes': String(30 * 24 * 60),
    'offsets.topic.num.partitions': '4',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
