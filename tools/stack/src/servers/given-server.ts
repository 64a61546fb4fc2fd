import { isListening } from './is-listening';
import type { Server, ServerName } from './server';
import { StackProblem } from '../stack-problem';

const variables: Readonly<Record<ServerName, string>> = {
  kafka: 'KAFKA_BROKERS',
  postgres: 'POSTGRES_URL',
  redis: 'REDIS_URL',
};
const defaultPorts: Readonly<Record<ServerName, number>> = { kafka: 9092, postgres: 5432, redis: 6379 };

/** A server that somebody else runs: only whether it answers is our business. */
export function givenServer(name: ServerName, address: string): Server {
  return {
    address,
    start: async () => {
      const { hostname, port } = endpoint(name, address);
      if (await isListening(port, hostname)) return;
      throw new StackProblem(`${variables[name]} is set, but nothing listens on ${hostname}:${port}.`);
    },
    stop: () => Promise.resolve(),
    kill: () => Promise.reject(new Error(`${name} is not ours to kill`)),
  };
}

function endpoint(name: ServerName, address: string): { hostname: string; port: number } {
  const url = name === 'kafka' ? `kafka://${address.split(',')[0]}` : address;
  if (!URL.canParse(url)) throw new StackProblem(`${variables[name]} is not an address.`);
  const { hostname, port } = new URL(url);
  return { hostname: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? defaultPorts[name] : Number(port) };
}
