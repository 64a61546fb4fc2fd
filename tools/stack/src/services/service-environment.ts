import { resolve } from 'node:path';
import type { Ports } from '../ports/ports';
import type { ServiceKeys } from '../secrets/service-keys';
import { databaseUrl } from '../servers/create-databases';
import type { ServerAddresses } from '../servers/server';
import { databaseOf, type DatabaseOwner, type ServiceName } from './service-names';

export interface ServiceSurroundings {
  readonly ports: Ports;
  readonly servers: ServerAddresses;
  readonly keys: ServiceKeys;
  readonly dataDirectory: string;
  readonly logLevel: string;
}

export const audience = 'hanoi-entry-control';
export const serviceUrl = (name: ServiceName, ports: Ports): string => `http://127.0.0.1:${ports[name]}`;
export const issuerUrl = (ports: Ports): string => `http://localhost:${ports.issuer}`;

/** What a service reads at its start: each gets only the keys and addresses that are its business. */
export function serviceEnvironment(name: ServiceName, surroundings: ServiceSurroundings): Record<string, string> {
  const { ports, servers, logLevel } = surroundings;
  return {
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: String(ports[name]),
    LOG_LEVEL: logLevel,
    KAFKA_BROKERS: servers.kafka,
    OIDC_ISSUER: issuerUrl(ports),
    OIDC_AUDIENCE: audience,
    ...ownEnvironment(name, surroundings),
  };
}

function ownEnvironment(name: ServiceName, surroundings: ServiceSurroundings): Record<string, string> {
  const { ports, servers, keys, dataDirectory } = surroundings;
  const database = (owner: DatabaseOwner) => ({ DATABASE_URL: databaseUrl(servers.postgres, databaseOf(owner)) });
  switch (name) {
    case 'gateway':
      return {
        GATEWAY_ID: 'gateway-1',
        DATA_DIR: resolve(dataDirectory, 'gateway'),
        REDIS_URL: servers.redis,
        // A few devices stand for a whole city's.
        DEVICE_SCANS_PER_SECOND: '100000',
        CHECKPOINT_SCANS_PER_SECOND: '100000',
        SUBJECT_KEY: keys.subject,
        TAG_KEY: keys.tag,
        IDENTITY_URL: serviceUrl('identity', ports),
        HEALTH_STATUS_URL: serviceUrl('health-status', ports),
        ACCESS_LOG_URL: serviceUrl('access-log', ports),
        ADMINISTRATION_URL: serviceUrl('administration', ports),
      };
    case 'identity':
      return {
        ...database(name),
        SUBJECT_KEY: keys.subject,
        TAG_KEY: keys.tag,
        PERSONAL_DATA_KEY: keys.identityPersonalData,
        HEALTH_STATUS_URL: serviceUrl('health-status', ports),
      };
    case 'health-status':
      return { ...database(name), PERSONAL_DATA_KEY: keys.healthStatusPersonalData };
    case 'access-log':
      return { ...database(name), VISITOR_KEY: keys.visitor, IDENTITY_URL: serviceUrl('identity', ports) };
    case 'administration':
      return database(name);
  }
}
