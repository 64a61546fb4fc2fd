import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { requireEveryRouteToNameItsRoles } from '../access/every-route-names-its-roles';
import { serveOpenApi } from './open-api';
import type { ProblemDetails } from './problem';
import { ProblemFilter } from './problem.filter';
import { validationPipe } from './validation';

const requestIdPattern = /^[\w.:-]{1,128}$/;
const jsonBodyLimit = 1_048_576;
/** A link that died without a word: an upload over it must not hold its connection for ever. */
const idleSocketTimeout = 120_000;

/** The same edge for every service: request ids, validation, problem+json, streamed batch files, OpenAPI, orderly shutdown. */
export async function createHttpApp(
  module: Type | DynamicModule,
  title: string,
  openApiPath = '/openapi.json',
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: jsonBodyLimit,
    connectionTimeout: idleSocketTimeout,
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      void reply
        .code(400)
        .header('x-request-id', request.id)
        .type('application/problem+json')
        .send(pathProblem(request.id)),
    genReqId: (request: IncomingMessage) => givenRequestId(request) ?? randomUUID(),
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  // A signal that a process sends to itself ends no container's first process.
  app.enableShutdownHooks([], { useProcessExit: true });
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    void reply.header('x-request-id', request.id);
  });
  // Batch files have any length: the handler gets the stream itself.
  fastify.addContentTypeParser(
    ['text/csv', 'application/x-ndjson'],
    { bodyLimit: Number.MAX_SAFE_INTEGER },
    (_request, payload, done) => done(null, payload),
  );
  requireEveryRouteToNameItsRoles(app);
  serveOpenApi(app, title, openApiPath);
  return app;
}

function pathProblem(requestId: string): ProblemDetails {
  return { title: 'Bad Request', status: 400, code: 'REQUEST_INVALID', detail: 'The path is not valid.', requestId };
}

function givenRequestId({ headers }: IncomingMessage): string | null {
  const given = headers['x-request-id'];
  return typeof given === 'string' && requestIdPattern.test(given) ? given : null;
}
