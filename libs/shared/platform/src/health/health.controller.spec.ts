import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from '../http/http-app';
import { loggerModule } from '../logging/logger.module';
import { HealthModule } from './health.module';
import { Indicators, type Seen } from './indicators';
import { Readiness } from './readiness';

@Module({ imports: [loggerModule('test', 'fatal'), HealthModule, DiscoveryModule] })
class ProbedModule {}

const gates = { gatesReadiness: true };
const informs = { gatesReadiness: false };
const up: Seen = { isUp: true };

describe('the probes of a service', () => {
  let app: NestFastifyApplication;
  beforeEach(async () => {
    app = await createHttpApp(ProbedModule, 'test');
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterEach(() => app.close());

  const probe = async (which: 'live' | 'startup' | 'ready') => {
    const answer = await app.inject(`/health/${which}`);
    return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json<object>() };
  };

  it('say that it has not started until all that was expected has come', async () => {
    const readiness = app.get(Readiness);
    const [first, second] = [readiness.expect('devices'), readiness.expect('policies')];
    first();

    for (const which of ['startup', 'ready'] as const) {
      expect(await probe(which)).toMatchObject({
        status: 503,
        type: 'application/json; charset=utf-8',
        body: {
          status: 'error',
          info: { devices: { status: 'up' } },
          error: { policies: { status: 'down', message: 'has not come yet' } },
          details: { devices: { status: 'up' }, policies: { status: 'down' } },
        },
      });
    }
    expect((await probe('live')).status).toBe(200);
    second();
    expect((await probe('startup')).status).toBe(200);
    expect(await probe('ready')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('say that it is unready for good, and why, when something failed', async () => {
    app.get(Readiness).fail('consumer a-group stopped');

    const error = { service: { status: 'down', message: 'consumer a-group stopped' } };
    expect(await probe('ready')).toMatchObject({ status: 503, body: { error } });
    expect((await probe('startup')).status).toBe(200);
    expect((await probe('live')).status).toBe(200);
  });

  it('say that it is unready while something is down that it cannot do without', async () => {
    let isUp = false;
    app.get(Indicators).add('postgres', () => ({ isUp }), gates);

    expect(await probe('ready')).toMatchObject({ status: 503, body: { error: { postgres: { status: 'down' } } } });
    expect((await probe('startup')).status).toBe(200);
    isUp = true;
    expect((await probe('ready')).status).toBe(200);
  });

  it('say that it is ready, and degraded, while something is down that it goes on without', async () => {
    app.get(Indicators).add('facts', () => ({ isUp: false, details: { identity: 0.43 } }), informs);
    app.get(Indicators).add('redis', () => up, informs);

    const details = { facts: { status: 'degraded', identity: 0.43 }, redis: { status: 'up' } };
    expect(await probe('ready')).toMatchObject({ status: 200, body: { status: 'degraded', details } });
  });

  it('name an error without its text, which may have an address in it', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), { code: 'ECONNREFUSED' });
    app.get(Indicators).add('postgres', () => Promise.reject(refused), gates);

    expect(await probe('ready')).toMatchObject({ body: { error: { postgres: { message: 'Error ECONNREFUSED' } } } });
  });

  it('do not wait for what does not answer, and ask it no second time meanwhile', async () => {
    const look = jest.fn(() => new Promise<Seen>(() => undefined));
    app.get(Indicators).add('postgres', look, gates);

    const message = 'no answer within 700 ms';
    for (const _ of Array(2)) {
      expect(await probe('ready')).toMatchObject({ status: 503, body: { error: { postgres: { message } } } });
    }
    expect(look).toHaveBeenCalledTimes(1);
  });
});
