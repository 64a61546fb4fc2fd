import type { Ports } from '../../ports/ports';
import type { KafkaDoor } from '../server';

/** Topics are made by who owns them, never by a typing error; a lone consumer need not wait for others. Who comes by the listeners without a password may do everything: they are for this machine alone. */
export function brokerProperties(
  ports: Pick<Ports, 'kafka' | 'kafka-controller' | 'kafka-analysts'>,
  directory: string,
  doors: readonly KafkaDoor[] = [],
): string {
  const broker = `127.0.0.1:${ports.kafka}`;
  const controller = `127.0.0.1:${ports['kafka-controller']}`;
  const analysts = `ANALYSTS://127.0.0.1:${ports['kafka-analysts']}`;
  const listeners = doors.map(({ name, port }) => `${name}://127.0.0.1:${port}`);
  const advertised = doors.map(({ name, shownPort }) => `${name}://127.0.0.1:${shownPort}`);
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': '1',
    listeners: [`PLAINTEXT://${broker},CONTROLLER://${controller}`, analysts, ...listeners].join(','),
    'advertised.listeners': [`PLAINTEXT://${broker}`, analysts, ...advertised].join(','),
    'listener.security.protocol.map': ['PLAINTEXT', 'CONTROLLER', ...doors.map(({ name }) => name)]
      .map((name) => `${name}:PLAINTEXT`)
      .concat('ANALYSTS:SASL_PLAINTEXT')
      .join(','),
    'listener.name.analysts.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'listener.name.analysts.scram-sha-512.sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:ANONYMOUS',
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
