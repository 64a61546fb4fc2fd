import { StackProblem } from '../stack-problem';

export const portNames = [
  'gateway',
  'identity',
  'health-status',
  'access-log',
  'administration',
  'issuer',
  'kafka',
  'kafka-controller',
  'kafka-analysts',
  'postgres',
  'redis',
] as const;
export type PortName = (typeof portNames)[number];
export type Ports = Readonly<Record<PortName, number>>;

/** GATEWAY_PORT, KAFKA_CONTROLLER_PORT and so on. */
export const portVariable = (name: PortName): string => `${name.toUpperCase().replace('-', '_')}_PORT`;

/** The services follow GATEWAY_PORT and Kafka's other listeners KAFKA_PORT, unless each has a variable of its own. */
export function portsFromEnvironment(env: NodeJS.ProcessEnv): Ports {
  const read = (name: PortName, otherwise: number) => readPort(portVariable(name), env, otherwise);
  const gateway = read('gateway', 3000);
  const kafka = read('kafka', 9092);
  return {
    gateway,
    identity: read('identity', gateway + 1),
    'health-status': read('health-status', gateway + 2),
    'access-log': read('access-log', gateway + 3),
    administration: read('administration', gateway + 4),
    issuer: read('issuer', gateway + 5),
    kafka,
    'kafka-controller': read('kafka-controller', kafka + 1),
    'kafka-analysts': read('kafka-analysts', kafka + 2),
    postgres: read('postgres', 5432),
    redis: read('redis', 6379),
  };
}

function readPort(variable: string, env: NodeJS.ProcessEnv, otherwise: number): number {
  const text = env[variable] ?? String(otherwise);
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new StackProblem(`${variable} must be a port from 1 to 65535, and is "${text}".`);
}
