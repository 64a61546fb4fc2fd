import { Controller, Get, Injectable, Module, Post, Req, type BeforeApplicationShutdown } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { AllowAnyone } from '../access/roles.decorator';
import { HealthModule } from '../health/health.module';
import { Readiness } from '../health/readiness';
import { loggerModule } from '../logging/logger.module';
import { createHttpApp } from './http-app';
import { HttpModule } from './http.module';

@Injectable()
class Store implements BeforeApplicationShutdown {
  isOpen = true;
  /** Lets the request that waits go on. */
  release = () => {};
  readonly reached = Promise.withResolvers<void>();

  beforeApplicationShutdown(): void {
    this.isOpen = false;
  }
}

@Controller()
@AllowAnyone()
class SlowController {
  constructor(private readonly store: Store) {}

  @Get('quick')
  quick(): string {
    return 'quick';
  }

  @Post('scan')
  async scan(): Promise<{ stored: boolean }> {
    this.store.reached.resolve();
    await new Promise<void>((resolve) => (this.store.release = resolve));
    return { stored: this.store.isOpen };
  }

  @Post('upload')
  async upload(@Req() { body }: { body: IncomingMessage }): Promise<string> {
    this.store.reached.resolve();
    return text(body);
  }
}

@Module({
  imports: [loggerModule('test', 'fatal'), HealthModule, HttpModule, DiscoveryModule],
  controllers: [SlowController],
  providers: [Store],
})
class SlowModule {}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('a service that is told to stop', () => {
  let app: NestFastifyApplication;
  let store: Store;
  let port: number;
  const agents: Agent[] = [];
  /** A client that has one connection and keeps it. */
  const aClient = () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    agents.push(agent);
    return (path: string, method = 'GET') =>
      new Promise<Answer>((resolve, reject) => {
        const sent = request({ port, host: '127.0.0.1', path, method, agent }, (response) => {
          const { statusCode: status, headers } = response;
          void text(response).then((body) => resolve({ status, headers, body }), reject);
        });
        sent.once('error', reject).end();
      });
  };
  const refusesConnections = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => (socket.destroy(), resolve(false)));
      socket.once('error', () => resolve(true));
    });
  const stopped = async () => {
    const closing = app.close();
    while (!(await refusesConnections())) await new Promise(setImmediate);
    return { closing };
  };

  beforeEach(async () => {
    app = await createHttpApp(SlowModule, 'test');
    await app.listen(0, '127.0.0.1');
    port = (app.getHttpServer().address() as AddressInfo).port;
    store = app.get(Store);
  });
  afterEach(async () => {
    for (const agent of agents.splice(0)) agent.destroy();
    await app.close();
  });

  it('is unready at once', async () => {
    const closing = app.close();
    await Promise.resolve();
    await new Promise(setImmediate);

    expect(app.get(Readiness).missing()).toEqual(['is stopping']);
    await closing;
  });

  it('answers a request under way before anything that it needs stops, and closes its connection', async () => {
    const answer = aClient()('/scan', 'POST');
    await store.reached.promise;
    const { closing } = await stopped();
    store.release();

    expect(await answer).toMatchObject({ status: 201, body: '{"stored":true}', headers: { connection: 'close' } });
    await closing;
    expect(store.isOpen).toBe(false);
  });

  it('refuses requests on open connections as problem+json that tells to come again', async () => {
    const client = aClient();
    await client('/quick');
    const { closing } = await stopped();

    const { status, headers, body } = await client('/quick');
    expect(status).toBe(503);
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('application/problem+json') as string,
      'retry-after': '1',
      connection: 'close',
    });
    expect(JSON.parse(body)).toMatchObject({ status: 503, code: 'STOPPING', requestId: headers['x-request-id'] });
    await closing;
  });

  it('tells probes on open connections in their own form', async () => {
    const client = aClient();
    expect((await client('/health/ready')).status).toBe(200);
    const { closing } = await stopped();

    const { status, body } = await client('/health/ready');
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ error: { service: { status: 'down', message: 'is stopping' } } });
    await closing;
  });

  it('does not wait for connections on which nothing comes', async () => {
    await aClient()('/quick');
    await app.close();

    expect(await refusesConnections()).toBe(true);
  });

  it('cuts off an upload that does not end', async () => {
    const upload = request({ port, host: '127.0.0.1', path: '/upload', method: 'POST' });
    upload.setHeader('content-type', 'text/csv').write('a,b,c');
    const ended = new Promise<Error>((resolve) => upload.once('error', resolve));
    await store.reached.promise;
    await app.close();

    expect(await ended).toMatchObject({ code: 'ECONNRESET' });
  }, 20_000);
});
