import { portsFromEnvironment } from '../ports/ports';
import { serviceEnvironment } from './service-environment';
import { serviceNames } from './service-names';

const surroundings = {
  ports: portsFromEnvironment({}),
  servers: {
    kafka: '127.0.0.1:9092',
    postgres: 'postgres://u:p@127.0.0.1:5432/postgres',
    redis: 'redis://127.0.0.1:6379',
  },
  keys: {
    subject: 'subject-key',
    tag: 'tag-key',
    identityPersonalData: 'identity-key',
    healthStatusPersonalData: 'health-key',
    visitor: 'visitor-key',
  },
  dataDirectory: '/data',
  logLevel: 'info',
};

describe('serviceEnvironment', () => {
  it('gives each service a port and a database of its own', () => {
    expect(serviceEnvironment('health-status', surroundings)).toMatchObject({
      PORT: '3002',
      DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/health_status',
      OIDC_ISSUER: 'http://localhost:3005',
    });
  });

  it.each(Object.entries(surroundings.keys))('gives the key %s to nobody whose business it is not', (name, key) => {
    const owners = serviceNames.filter((service) =>
      Object.values(serviceEnvironment(service, surroundings)).includes(key),
    );

    const shared = name === 'subject' || name === 'tag';
    expect(owners).toHaveLength(shared ? 2 : 1);
  });

  it('lets the gateway reach every other service and no database', () => {
    const environment = serviceEnvironment('gateway', surroundings);

    expect(environment).toMatchObject({ IDENTITY_URL: 'http://127.0.0.1:3001', DATA_DIR: '/data/gateway' });
    expect(environment).not.toHaveProperty('DATABASE_URL');
  });
});
