import { StackProblem } from '../stack-problem';
import { portsFromEnvironment } from './ports';

describe('portsFromEnvironment', () => {
  it('gives the documented ports when nothing is set', () => {
    expect(portsFromEnvironment({})).toEqual({
      gateway: 3000,
      identity: 3001,
      'health-status': 3002,
      'access-log': 3003,
      administration: 3004,
      issuer: 3005,
      kafka: 9092,
      'kafka-controller': 9093,
      'kafka-analysts': 9094,
      postgres: 5432,
      redis: 6379,
    });
  });

  it('moves the services with the gateway, but one with a variable of its own', () => {
    const ports = portsFromEnvironment({ GATEWAY_PORT: '8000', ACCESS_LOG_PORT: '9000' });

    expect(ports).toMatchObject({ gateway: 8000, identity: 8001, 'access-log': 9000, issuer: 8005 });
  });

  it.each(['', '0', '65536', '80a', '-1'])('refuses the port "%s"', (text) => {
    expect(() => portsFromEnvironment({ POSTGRES_PORT: text })).toThrow(StackProblem);
  });
});
