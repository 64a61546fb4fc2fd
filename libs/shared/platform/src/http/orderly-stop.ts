import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Server as TcpServer } from 'node:net';
import { Readiness } from '../health/readiness';
import { atMost } from '../lifecycle/at-most';
import { Problem } from './problem';

/** How long a connection without a request is left open: one may be on its way. */
const lingering = 500;
/** How long requests under way may take. An upload that takes longer is cut off: nothing of it was stored, and it may be sent again. */
const patience = 4_000;

/**
 * A service that is told to stop is unready at once and takes no new connections. Requests under way are answered as ever,
 * by consumers, caches and servers that all still run; a request that comes on an open connection gets 503 `STOPPING` with
 * `Retry-After`. Each answer closes its connection. Only then does the rest of the service stop.
 */
@Injectable()
export class OrderlyStop implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(OrderlyStop.name);
  private isStopping = false;

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance();
    // Once the body is read: a connection that is closed on unread bytes takes its answer with it.
    fastify.addHook('preValidation', (request, _reply, done) => {
      if (this.isStopping && !request.url.startsWith('/health/')) done(stopping());
      else done();
    });
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      if (this.isStopping) void reply.header('connection', 'close');
      done(null, payload);
    });
  }

  /** Nest calls this before it stops anything else. */
  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    this.readiness.fail('is stopping');
    const server = this.host.httpAdapter.getHttpServer();
    if (!server.listening) return;
    // What has connected by now has been accepted by the end of this turn of the event loop.
    await new Promise(setImmediate);
    // Node's own close of an HTTP server resets idle connections at once, on which a request may have been sent.
    const closed = new Promise<void>((resolve) => TcpServer.prototype.close.call(server, () => resolve()));
    await atMost(lingering, closed);
    server.closeIdleConnections();
    await atMost(patience - lingering, closed);
    this.cutOff(await openConnections(server));
  }

  private cutOff(open: number): void {
    if (open === 0) return;
    this.logger.warn(`${open} connections were cut off: their requests took longer than ${patience / 1_000} s`);
    this.host.httpAdapter.getHttpServer().closeAllConnections();
  }
}

const stopping = () =>
  new Problem(503, 'STOPPING', 'This service is stopping. Try again in a second.', { headers: { 'retry-after': '1' } });

const openConnections = (server: TcpServer) =>
  new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
